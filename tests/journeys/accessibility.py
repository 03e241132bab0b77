"""axe in the page, once for each shape a page takes."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What axe judges by: elements, roles, names of attributes, whether there is a text; a longer list of the same
# rows is the same shape, whatever React numbered in it (`_r_1a_`). Navigation and header are apart: they come
# again on every page.
SHAPES = """() => {
  const isApart = (node) => node.matches('nav, header');
  const shape = (node) => {
    const children = new Set([...node.children].filter((child) => !isApart(child)).map(shape));
    const attributes = [...node.attributes].map(({ name, value }) =>
      /^(id|href|for|style|src|value|title|data-.*|aria-(labelledby|describedby|controls))$/.test(name) ? name
        : `${name}=${value.replaceAll(/_r_\\w+/g, '')}`);
    const words = node.textContent ? '' : ' empty';
    return `<${node.tagName} ${attributes.sort().join(' ')}${words}>${[...children].join('')}`;
  };
  const frame = `${window.innerWidth} ${document.title ? '' : 'untitled'} `;
  return [document.body, ...document.querySelectorAll('nav, header')].map((part) => frame + shape(part));
}"""

#: Shapes already judged good, by all the people of this run: most pages look the same for most roles.
_GOOD = set[int]()


async def expect_accessible(page: Page, step: str) -> bool:
    """False when the page, its navigation and its header were all judged before."""
    shapes = {hash(shape) for shape in await page.evaluate(SHAPES)}
    if shapes <= _GOOD:
        return False
    if not await page.evaluate("typeof axe === 'object'"):
        # Not a script tag: the strict CSP would refuse it.
        await page.evaluate(AXE.read_text())
    report = await page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
    found = [f"{rule['id']}: {node['html'][:160]}" for rule in report["violations"] for node in rule["nodes"]]
    assert not found, f"{step}: {found}"
    _GOOD.update(shapes)
    return True
