// Unpacks the browser and its libraries below TMPDIR, and says how to launch it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { tmpdir } from 'node:os';
import chromium, { inflate } from '@sparticuz/chromium';

const executable = await chromium.executablePath();
const archives = path.join(import.meta.dirname, 'node_modules/@sparticuz/chromium/bin');
const libraries = await inflate(path.join(archives, 'al2023.tar.br'));

// The package's own list of font folders says /tmp; without fonts a page has no height and no test can click.
const fonts = path.join(tmpdir(), 'fonts', 'fonts.conf');
writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('>/tmp/', `>${tmpdir()}/`));

process.stdout.write(
  JSON.stringify({
    executable,
    environment: { LD_LIBRARY_PATH: path.join(libraries, 'lib'), FONTCONFIG_PATH: path.join(tmpdir(), 'fonts') },
  }),
);
