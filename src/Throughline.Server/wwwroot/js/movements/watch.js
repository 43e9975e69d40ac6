// Keeps what is shown up to date. It asks again and again as long as the page is looked at; what tells changes by
// itself can take its place here without anybody noticing.
const SECONDS = 10;
/** Nobody is here any more after this long: asking on would keep a session alive that should end. */
const IDLE_SECONDS = 600;

let lastInput = performance.now();
for (const type of /** @type {const} */ (['pointerdown', 'keydown', 'wheel', 'touchstart'])) {
  addEventListener(type, () => { lastInput = performance.now(); }, { passive: true, capture: true });
}

const isHere = () => !document.hidden && performance.now() - lastInput < IDLE_SECONDS * 1000;

/**
 * @param {() => void | Promise<void>} work
 * @param {number} [seconds]
 * @returns {() => void} ends it
 */
export function watch(work, seconds = SECONDS) {
  let isOver = false;
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  const turn = async () => {
    try {
      if (isHere()) await work();
    } finally {
      if (!isOver) timer = setTimeout(turn, seconds * 1000);
    }
  };
  timer = setTimeout(turn, seconds * 1000);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
