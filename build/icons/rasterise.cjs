// Makes the PNGs beside this file from the two drawings. Run it with Electron: `electron build/icons/rasterise.cjs`.
const { app, BrowserWindow } = require('electron');
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const INDIGO = '#6d65f5';
const DOT = '<circle cx="25" cy="7" r="6" fill="#e5484d" stroke="#fff" stroke-width="1.5"/>';

const icon = readFileSync(path.join(__dirname, 'icon.svg'), 'utf8');
const tray = readFileSync(path.join(__dirname, 'tray.svg'), 'utf8');
const inColour = tray.replace('<g ', `<g fill="${INDIGO}" `);

/** File name, drawing, width and height in pixels. */
const PICTURES = [
  ['icon.png', icon, 512],
  ['icon-32.png', icon, 32],
  ['tray.png', inColour, 32],
  ['tray@2x.png', inColour, 64],
  ['trayAttention.png', inColour.replace('</svg>', `${DOT}</svg>`), 32],
  ['trayAttention@2x.png', inColour.replace('</svg>', `${DOT}</svg>`), 64],
  // macOS colours a black template itself, to fit the menu bar.
  ['trayTemplate.png', tray, 16],
  ['trayTemplate@2x.png', tray, 32],
];

async function rasterise() {
  await app.whenReady();
  const window = new BrowserWindow({ show: false });
  await window.loadURL('data:text/html,<canvas></canvas>');
  for (const [name, svg, size] of PICTURES) {
    const base64 = await window.webContents.executeJavaScript(`(async () => {
      const image = new Image(${size}, ${size});
      image.src = 'data:image/svg+xml;utf8,' + encodeURIComponent(${JSON.stringify(svg)});
      await image.decode();
      const canvas = document.querySelector('canvas');
      canvas.width = canvas.height = ${size};
      canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size});
      return canvas.toDataURL('image/png').split(',')[1];
    })()`);
    writeFileSync(path.join(__dirname, name), Buffer.from(base64, 'base64'));
  }
  app.quit();
}
void rasterise();
