// A stand-in for the browser's speech, told what to do by `plan` (set before this script):
// voices: [{lang, localService}], late: ms from the first question until they are there, ends: false = no end is ever
// told, error: what every utterance fails with, throws: speak() itself fails, wait: ms that a sentence takes,
// held: every sentence lasts until `spoken.next()`, or until `spoken.release()` lets them all go on.
(() => {
  const log = {
    said: [], cancels: 0,
    next() { const held = present; if (held) held.onend({type: "end"}); },
    release() { plan.held = false; log.next(); },
  };
  window.spoken = log;
  const plan = window.plan || {};
  if (plan.none) {
    delete window.speechSynthesis;
    Object.defineProperty(window, "speechSynthesis", {value: undefined, configurable: true});
    return;
  }
  let asked = null, present = null;
  class Utterance {
    constructor(text) { this.text = text; }
  }
  const speech = {
    getVoices: () => {
      if (asked === null) asked = performance.now();
      return performance.now() - asked >= (plan.late || 0) ? plan.voices || [] : [];
    },
    speak(utterance) {
      if (plan.throws) throw new Error("no speech");
      log.said.push({text: utterance.text, lang: utterance.lang, voice: utterance.voice && utterance.voice.lang,
                     local: utterance.voice && utterance.voice.localService, rate: utterance.rate});
      present = utterance;
      setTimeout(() => {
        if (present !== utterance) return;
        if (plan.error) utterance.onerror({type: "error", error: plan.error});
        else if (plan.ends !== false && !plan.held) utterance.onend({type: "end"});
      }, plan.wait || 5);
    },
    cancel() {
      log.cancels += 1;
      const stopped = present;
      present = null;
      if (stopped && stopped.onerror) setTimeout(() => stopped.onerror({type: "error", error: "canceled"}), 1);
    },
    pause() {}, resume() {},
  };
  Object.defineProperty(window, "speechSynthesis", {value: speech, configurable: true});
  Object.defineProperty(window, "SpeechSynthesisUtterance", {value: Utterance, configurable: true});
})();
