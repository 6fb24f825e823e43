"""Sign-in and roles: who may do what, refused where it is written, and a real sign-in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import oidc_provider_mock
import pytest
import streamlit as st
from oidc_provider_mock import User
from playwright.sync_api import Browser, Page, expect
from streamlit.runtime.secrets import secrets_singleton

from graph.embedded import EmbeddedStore
from linking.verdicts import Subject, Verdict, read_verdicts
from tests.browser import PATIENCE_MS, Watch, server, settle
from tests.small_graph import build
from views import access, cypher_saved, draft_store, judge_files, uploads, verdicts
from views.access import NotAllowedError, role_of
from views.work import work

SECRETS = """
[auth]
redirect_uri = "http://localhost:{{port}}/oauth2callback"
cookie_secret = "only-for-this-test-0123456789abcdef"
client_id = "common-thread"
client_secret = "any"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[roles]
viewer = ["vera@example.org"]
judge = ["june@example.org"]
editor = ["ed@example.org"]
"""
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib")
LISTS: Mapping[str, Any] = {"judge": ["June@example.org"], "editor": ["ed@example.org"]}


@pytest.mark.parametrize(
    ("claims", "roles", "role"),
    [
        ({"email": "ed@example.org"}, LISTS, "editor"),
        ({"email": "june@EXAMPLE.org"}, LISTS, "judge"),
        ({"email": "anybody@example.org"}, LISTS, "viewer"),
        ({"email": "anybody@example.org"}, {**LISTS, "viewer": ["v@example.org"]}, ""),
        ({"email": "ed@example.org", "email_verified": False}, LISTS, "viewer"),
        ({"email": "ed@example.org", "email_verified": True}, LISTS, "editor"),
        ({"email": "ed@example.org"}, {"editor": ["ed@example.org"], "viewer": []}, "editor"),
        ({"groups": ["a", "b"]}, {"claim": "groups", "judge": ["b"], "editor": ["c"]}, "judge"),
        ({"groups": "c"}, {"claim": "groups", "judge": ["b"], "editor": ["c"]}, "editor"),
        ({"groups": None}, {"claim": "groups", "judge": ["b"], "viewer": ["a"]}, ""),
        ({}, {}, "viewer"),
    ],
)
def test_a_role_comes_from_a_list(
    claims: Mapping[str, Any], roles: Mapping[str, Any], role: str
) -> None:
    assert role_of(claims, roles) == role


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """The file that Streamlit reads secrets from."""
    file = tmp_path / "secrets.toml"
    before = st.get_option("secrets.files")
    st.config.set_option("secrets.files", [str(file)])
    secrets_singleton._reset()
    yield file
    st.config.set_option("secrets.files", before)
    secrets_singleton._reset()


def test_a_laptop_needs_no_account(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert access.person() is None
    access.require("editor")
    secrets.write_text("[other]\nx = 1\n")
    assert access.admitted()
    monkeypatch.setenv("COMMON_THREAD_SIGN_IN", "required")
    assert not access.admitted()
    with pytest.raises(NotAllowedError, match="no table"):
        access.person()


def test_secrets_that_cannot_be_read_let_nobody_in(secrets: Path) -> None:
    secrets.write_text("[auth\n")
    assert not access.admitted()
    with pytest.raises(NotAllowedError, match="cannot be read"):
        access.require("viewer")


LOOKS = "cdn.jsdelivr.net"  # of the provider's own pages; it gets no further than the browser
VERDICT = Verdict(Subject("theme", "r1", "info.sharing"), "accept", "June")
WRITES: Mapping[str, Callable[[], object]] = {
    "a linking run": lambda: work().start("t:1", "Linking", lambda told: None, writes=True),
    "an upload": lambda: uploads.take("a.txt", BytesIO(b"text")),
    "a draft": lambda: draft_store.undo("0" * 64),
    "a saved query": lambda: cypher_saved.save("RETURN 1 AS x", "One", "", None),
    "a query deleted": lambda: cypher_saved.delete("one"),
}


@pytest.mark.parametrize("what", WRITES)
def test_what_writes_refuses_who_is_not_signed_in(secrets: Path, home: Path, what: str) -> None:
    """Not merely hidden: the call itself refuses, and nothing is there afterwards."""
    secrets.write_text(SECRETS)
    with pytest.raises(NotAllowedError, match="takes the role of editor"):
        WRITES[what]()
    assert not home.exists()


def test_verdicts_are_refused_too(secrets: Path, embedded_store: EmbeddedStore) -> None:
    build(embedded_store)
    embedded_store.close()
    secrets.write_text(SECRETS)
    assert not verdicts.keep_verdict(VERDICT)
    assert not verdicts.take_back(VERDICT.subject, "June")
    assert "takes the role of editor" in judge_files._taken("v.csv", b"verdict\n")


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """An OpenID Connect provider of its own, over HTTP: its page for signing in, signed tokens."""
    people = [
        User(sub=name, claims={"email": f"{name}@example.org", "name": name.title()})
        for name in ("vera", "june", "sam")
    ]
    with oidc_provider_mock.run_server_in_thread(user_claims=people) as running:
        yield f"http://localhost:{running.server_port}"


@contextmanager
def signed_in(browser: Browser, address: str, name: str) -> Iterator[Page]:
    """A visitor with a browser of their own, who opens a page and signs in at the provider."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    context.route(f"**://{LOOKS}/**", lambda route: route.fulfill(body=""))
    page = context.new_page()
    page.goto(f"{address}/review?review=v1")
    button = page.get_by_role("button", name="Sign in")
    expect(button).to_be_visible()
    expect(page.get_by_text("V one")).to_have_count(0)
    expect(page.get_by_role("link", name="Themes")).to_have_count(0)
    button.click()
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(re.escape(address)))
    watch = Watch()
    watch.on(page)
    yield page
    context.close()
    assert {urlsplit(asked).hostname for asked in watch.foreign} <= {LOOKS}
    assert watch.errors == []


@pytest.mark.browser
def test_who_signs_in_may_do_what_their_role_allows(
    chromium: Browser, provider: str, secrets: Path, tmp_path: Path
) -> None:
    home = tmp_path / "shared"
    with EmbeddedStore(home / "graph.kgl", write=True) as store:
        build(store)
    secrets.write_text(SECRETS.format(provider=provider))
    with server(home, STREAMLIT_SECRETS_FILES=str(secrets)) as (address, _):
        with signed_in(chromium, address, "sam") as page:
            expect(page.get_by_text("not on the list here")).to_be_visible()
            expect(page.get_by_role("link", name="Themes")).to_have_count(0)
        with signed_in(chromium, address, "vera") as page:
            expect(page.get_by_text("Signed in as Vera (viewer)")).to_be_visible()
            page.goto(f"{address}/judge")
            settle(page)
            expect(page.get_by_text("Giving verdicts takes the role of judge")).to_be_visible()
            page.goto(f"{address}/add")
            settle(page)
            expect(page.get_by_text("Adding reviews takes the role of editor")).to_be_visible()
            page.goto(f"{address}/review?review=v1&recommendation=r1")
            settle(page)
            expect(page.get_by_role("button", name="Right or wrong?")).to_have_count(0)
        with signed_in(chromium, address, "june") as page:
            expect(page.get_by_text("Signed in as June (judge)")).to_be_visible()
            page.goto(f"{address}/judge?kind=evidence")
            settle(page)
            expect(page.get_by_text("You judge as June.")).to_be_visible()
            page.get_by_role("button", name="Right", exact=True).click()
            expect(page.get_by_text("1 of 3 judged")).to_be_visible()
            page.get_by_role("button", name="Sign out").click()
            page.wait_for_url(re.compile(re.escape(provider)))  # which asks whether there too
            page.goto(f"{address}/themes")
            expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    with EmbeddedStore(home / "graph.kgl") as store:
        assert [(one.judge, one.word) for one in read_verdicts(store)] == [("June", "accept")]
