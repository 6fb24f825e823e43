"""Who looks, and what they may do: the one place that lets people in and refuses what they may not.

Off unless ``.streamlit/secrets.toml`` has a table ``[auth]`` (see ``docs/deploy.md``): a laptop
needs no account. With it every page needs a sign-in by OpenID Connect, and ``[roles]`` says who is
what. A file that cannot be read lets nobody in, and ``COMMON_THREAD_SIGN_IN=required`` does so
where the table is missing, as in a container whose secret was not mounted.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from graph.errors import CommonThreadError
from linking.verdicts import tidy_name
from views.text import plain

ROLES = ("viewer", "judge", "editor")
"""Each may do what those before it may: look and ask; give verdicts; add, save and remove."""

_ASK = "Ask whoever runs this explorer."


class NotAllowedError(CommonThreadError):
    """Somebody may not do what they tried to do."""


@dataclass(frozen=True)
class Person:
    """Somebody who signed in; ``role`` is empty for one who may not come in."""

    name: str
    role: str


def role_of(claims: Mapping[str, Any], roles: Mapping[str, Any]) -> str:
    """The highest role whose list in ``[roles]`` has a value of the claim, which is ``email``
    unless ``claim`` names another. Who is on none is a viewer, or nobody where viewers are listed.
    An address that the provider says it did not check counts for nothing."""
    claim = str(roles.get("claim", "email"))
    said = claims.get(claim)
    if claim == "email" and claims.get("email_verified") is False:
        said = None
    held = {str(one).casefold() for one in ([said] if isinstance(said, str) else said or ())}
    for role in reversed(ROLES):
        if held & {str(one).casefold() for one in roles.get(role, ())}:
            return role
    return "" if "viewer" in roles else "viewer"


def person() -> Person | None:
    """Who looks at this page; None where nobody needs to sign in. Outside a visitor's session,
    as in a thread beside it, that is nobody with a role. Raises NotAllowedError where it cannot
    be told who may come in."""
    secrets = _secrets()
    if "auth" not in secrets:
        if os.environ.get("COMMON_THREAD_SIGN_IN") == "required":
            raise NotAllowedError(
                "Sign-in is required here, but .streamlit/secrets.toml has no table [auth]. " + _ASK
            )
        return None
    claims = st.user.to_dict()
    if not claims.get("is_logged_in"):
        return Person("", "")
    name = next((str(claims[key]) for key in ("name", "email", "sub") if claims.get(key)), "")
    return Person(tidy_name(name), role_of(claims, secrets.get("roles", {})))


def admitted() -> bool:
    """Whether who looks may see anything; ``sign_in`` says why not."""
    try:
        return may("viewer")
    except NotAllowedError:
        return False


def may(role: str) -> bool:
    """Whether who looks may do what takes a role."""
    who = person()
    ranks = ("", *ROLES)
    return who is None or ranks.index(who.role) >= ranks.index(role)


def require(role: str) -> None:
    """Raise NotAllowedError unless who looks has the role; whatever writes calls it first."""
    if not may(role):
        raise NotAllowedError(f"This takes the role of {role}. {_ASK}")


def say_missing(role: str, what: str) -> None:
    """Say on a page why something is not offered; ``what`` begins the sentence."""
    st.markdown(f"{what} takes the role of {role}. {_ASK}")


def sign_in() -> None:
    """Draw what a visitor sees who is not in: the way to sign in, or why that was not enough."""
    st.title("Common Thread", anchor=False)
    who = person()
    if who is None or not who.name:
        st.markdown(
            "Reviews of deaths and of grave harm. Sign in with your organisation's account."
        )
        st.button("Sign in", on_click=st.login, type="primary", icon=":material/login:")
        return
    st.markdown(f"You are signed in as **{plain(who.name)}**, who is not on the list here. {_ASK}")
    st.button("Sign out", on_click=st.logout)


def say_who() -> None:
    """Say who is signed in, and as what, with the way out."""
    who = person()
    if who is not None:
        st.caption(f"Signed in as {plain(who.name)} ({who.role})")
        st.button("Sign out", on_click=st.logout, type="tertiary", icon=":material/logout:")


def _secrets() -> Mapping[str, Any]:
    """Streamlit's secrets. It takes a file that it cannot read for one that is not there."""
    if st.secrets.load_if_toml_exists():
        return st.secrets
    for file in st.get_option("secrets.files"):
        if Path(file).exists():
            raise NotAllowedError(f"{file} cannot be read, so nobody is let in. {_ASK}")
    return {}
