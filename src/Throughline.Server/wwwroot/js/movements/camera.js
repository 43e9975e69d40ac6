// Reads a barcode with the camera, where the browser can do it by itself.
import { h } from '../dom.js';
import { t } from '../i18n.js';

/** Whether this browser reads barcodes. */
export const hasCamera = () => 'BarcodeDetector' in globalThis && !!navigator.mediaDevices?.getUserMedia;

/**
 * A button that opens the camera and gives the first code that it sees.
 * @param {(text: string) => void} onCode
 */
export function cameraButton(onCode) {
  if (!hasCamera()) return null;
  const video = h('video', { class: 'camera', playsinline: true, hidden: true });
  const note = h('p', { class: 'form-error', role: 'alert', hidden: true });
  /** @type {MediaStream | null} */
  let stream = null;

  function stop() {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = null;
    video.hidden = true;
  }

  async function start() {
    if (stream) {
      stop();
      return;
    }
    note.hidden = true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      // The type check does not know it: it is younger than the library's list.
      const detector = new /** @type {any} */ (globalThis).BarcodeDetector();
      while (stream && video.isConnected) {
        const [code] = await detector.detect(video);
        if (code) {
          stop();
          onCode(code.rawValue);
          return;
        }
        await new Promise((done) => requestAnimationFrame(done));
      }
      stop();
    } catch {
      stop();
      note.hidden = false;
      note.textContent = t('scan.camera.failed');
    }
  }

  return h('div', { class: 'camera-box' },
    h('button', { type: 'button', class: 'button', onClick: start }, t('scan.camera')), video, note);
}
