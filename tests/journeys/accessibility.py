"""axe in the page, once for each thing it can show."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: Only what is wrong is described: describing what is right takes most of the time.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

# What axe judges an element by: what it is (role, class, state), whether it is named and has a text, what it
# stands in, and for a title the rank of the one before; not which person, number or colour of a chart it bears.
# A number for each such element, the same in all pages.
PARTS = r"""() => {
  const tells = /^(role|class|type|tabindex|lang|scope|autocomplete|aria-(?!label|describedby|controls|value).*)$/;
  const numbers = new Set();
  let rank = 0;
  const number = (from, words) => {
    let hash = from;
    for (let i = 0; i < words.length; i += 1) hash = Math.imul(hash ^ words.charCodeAt(i), 16777619);
    return hash >>> 0;
  };
  const visit = (node, above) => {
    const attributes = [...node.attributes].map(({ name, value }) =>
      value && tells.test(name) ? `${name}=${value.replaceAll(/_r_\w+/g, '')}` : value ? name : `${name} empty`);
    const before = rank;
    if (/^H[1-6]$/.test(node.tagName)) rank = Number(node.tagName[1]);
    const order = rank === before ? '' : `after h${before}`;
    const text = node.textContent ? '' : 'empty';
    const here = number(above, [node.tagName, ...attributes.sort(), text, order].join(' '));
    numbers.add(here);
    if (node.tagName !== 'svg') for (const child of node.children) visit(child, here);
  };
  visit(document.body, number(2166136261, `${window.innerWidth} ${document.title ? '' : 'untitled'}`));
  return [...numbers];
}"""

#: Parts already judged good, for all the people of this run: most pages look the same for most roles.
_GOOD = set[int]()


async def expect_accessible(page: Page, step: str) -> bool:
    """False when all that the page shows was judged before."""
    parts = set(await page.evaluate(PARTS))
    if parts <= _GOOD:
        return False
    if not await page.evaluate("typeof axe === 'object'"):
        # Not a script tag: the strict CSP would refuse it.
        await page.evaluate(AXE.read_text())
    report = await page.evaluate("(options) => axe.run(document, options)", OPTIONS)
    found = [f"{rule['id']}: {node['html'][:160]}" for rule in report["violations"] for node in rule["nodes"]]
    assert not found, f"{step}: {found}"
    _GOOD.update(parts)
    return True
