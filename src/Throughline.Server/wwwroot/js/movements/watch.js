// Keeps what is shown up to date. It asks again and again as long as the page is looked at; what tells changes by
// itself can take its place here without anybody noticing.
const SECONDS = 10;

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
      if (!document.hidden) await work();
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
