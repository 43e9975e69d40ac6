// Signs of border crossings, drawn on a canvas: round for road, square for rail, filled by dwell.

const SIZE = 44;

/**
 * @param {'road' | 'rail'} shape
 * @param {string} colour
 * @param {string} halo
 * @param {boolean} hollow
 */
function draw(shape, colour, halo, hollow) {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE;
  canvas.height = SIZE;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('no canvas');
  const trace = (/** @type {number} */ inset) => {
    pen.beginPath();
    if (shape === 'road') pen.arc(SIZE / 2, SIZE / 2, SIZE / 2 - inset, 0, 2 * Math.PI);
    else pen.roundRect(inset + 2, inset + 2, SIZE - 2 * inset - 4, SIZE - 2 * inset - 4, 5);
  };
  trace(3);
  pen.fillStyle = halo;
  pen.fill();
  trace(hollow ? 8 : 7);
  if (hollow) {
    pen.strokeStyle = colour;
    pen.lineWidth = 4;
    pen.stroke();
  } else {
    pen.fillStyle = colour;
    pen.fill();
  }
  return pen.getImageData(0, 0, SIZE, SIZE);
}

/** Names and images for all signs. @param {import('./palette.js').Palette} colours @returns {[string, ImageData][]} */
export function crossingIcons(colours) {
  /** @type {[string, ImageData][]} */
  const icons = [];
  for (const shape of /** @type {('road' | 'rail')[]} */ (['road', 'rail'])) {
    for (let level = 0; level <= 4; level += 1) {
      icons.push([`${shape}-${level}`, draw(shape, colours[`dwell-${level}`], colours['map-halo'], level === 0)]);
    }
  }
  return icons;
}
