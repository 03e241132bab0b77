// Gzip sizes of what a first visit downloads, from the built files: `npm run build && npm run sizes`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url);
const size = (path) => gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length;

/** Files that the page names itself: entry, modulepreloads, stylesheets. */
function filesOf(page) {
  const html = readFileSync(new URL(page, dist), 'utf8');
  return [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map((match) => match[1]);
}

for (const page of ['index.html', 'reponse.html']) {
  const totals = { js: 0, css: 0 };
  for (const file of filesOf(page)) totals[file.endsWith('.js') ? 'js' : 'css'] += size(file);
  const kilobytes = (bytes) => (bytes / 1000).toFixed(2);
  console.log(
    `${page}: HTML ${kilobytes(size(page))} JS ${kilobytes(totals.js)} CSS ${kilobytes(totals.css)} kB gzip`,
  );
}
