/* Puts into the page what watches the focus go: what can have it, where it went, how each looked.
   Nothing here moves the focus; the test's key presses do. */
() => {
  const CAN =
    "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable=true]";
  const still = document.createElement("style");
  still.textContent = "*, ::before, ::after { transition: none !important; animation: none !important }";
  document.head.append(still);

  const main = document.querySelector("[data-testid=stMain]");
  const within = (root) =>
    [...root.querySelectorAll("*")].flatMap((one) =>
      one.shadowRoot ? [one, ...within(one.shadowRoot)] : [one],
    );
  const focused = () => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    return one;
  };
  const up = (one) => one.parentElement ?? one.getRootNode().host ?? null;
  const above = (one, most) => (one && most ? [one, ...above(up(one), most - 1)] : []);
  const look = (one) =>
    above(one, 4)
      .map((each) => getComputedStyle(each))
      .map((s) => [s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.color].join())
      .join();
  const seen = (one) => above(one, 40).every((each) => getComputedStyle(each).opacity > 0.4);
  const place = (one) => {
    const box = one.getBoundingClientRect();
    const by = main.scrollTop;
    return { left: box.left, right: box.right, top: box.top + by, bottom: box.bottom + by };
  };
  const say = (one) =>
    [
      one.tagName.toLowerCase(),
      one.getAttribute("role") ?? one.dataset?.testid ?? "",
      `"${(one.getAttribute("aria-label") || one.innerText || one.value || "").trim().slice(0, 50)}"`,
    ].join(" ");

  const controls = within(main)
    .filter((one) => one.matches(CAN) && one.tabIndex >= 0 && !one.disabled)
    .filter((one) => one.checkVisibility({ visibilityProperty: true }));
  const plain = new Map(controls.map((one) => [one, { look: look(one), ...place(one) }]));
  const marked = new Map();
  let gone = new Set();

  const leaving = (event) => {
    const one = focused();
    if (event.key === "Tab" && plain.has(one) && !marked.has(one))
      marked.set(one, seen(one) && look(one) !== plain.get(one).look);
  };
  const arrived = () => gone.add(focused());
  addEventListener("keydown", leaving, true);
  for (const root of [document, ...within(document).map((one) => one.shadowRoot).filter(Boolean)])
    root.addEventListener("focusin", arrived);

  const reached = (one) =>
    gone.has(one) ||
    (one.role === "radio" && // of a row of choices one has its turn, arrows lead to the others
      [...one.closest("[role=radiogroup]").querySelectorAll("*")].some((each) => gone.has(each)));
  const missed = () => controls.filter((one) => one.isConnected && !reached(one)).map(say);
  const backwards = () => {
    const order = [...gone].filter((one) => plain.has(one) && one.role !== "radio");
    return order.slice(1).flatMap((one, i) => {
      const [before, now] = [plain.get(order[i]), plain.get(one)];
      const back = now.bottom <= before.top && now.left < before.right;
      return back ? [`${say(order[i])} then ${say(one)}`] : [];
    });
  };
  window.walk = {
    controls: controls.length,
    missed,
    turn: () => {
      const found = backwards();
      gone = new Set();
      return found;
    },
    unmarked: () => [...marked].filter(([, is]) => !is).map(([one]) => say(one)),
  };
}
