/**
 * Grave alarms call out where somebody asked for it: spoken in the screen's language, one after the other and the gravest
 * first, and as a notification of the desktop while the screen is not in sight. A mute holds the voice too.
 */
import type { AlarmRecord } from '#shared/protocol/records.ts';
import { textIn, type Language } from '#shared/twin/text.ts';
import type { ScreenContext } from './screenContext.ts';

/** What is spoken at most while a voice is busy: in a flood the newest ten would be old before they are said. */
const waitingAtMost = 3;
const gravest = 2;

export function spokenText({ priority, name, deviceName, action }: AlarmRecord, language: Language): string {
  const say = (text: AlarmRecord['name']) => textIn(text, language);
  return language === 'zh'
    ? `${priority} 级报警，${say(name)}，${say(deviceName)}。${priority === 1 ? say(action) : ''}`
    : `Priority ${priority} alarm. ${say(name)}, ${say(deviceName)}. ${priority === 1 ? say(action) : ''}`;
}

export function startAlarmCalls({ session, clock, choices, preferences }: ScreenContext): () => void {
  let waiting: AlarmRecord[] = [];
  let isSpeaking = false;

  function isMuted(): boolean {
    const { mutedUntilMs } = choices.getState();
    return mutedUntilMs !== null && clock.hubNowMs() < mutedUntilMs;
  }

  function speakNext(): void {
    const [next, ...rest] = waiting;
    if (isSpeaking || !next) return;
    waiting = rest;
    const { language, spoken } = preferences.getState();
    if (!spoken || isMuted() || !('speechSynthesis' in globalThis)) return;
    const words = new SpeechSynthesisUtterance(spokenText(next, language));
    words.lang = language === 'zh' ? 'zh-CN' : 'en-GB';
    const goOn = () => {
      isSpeaking = false;
      speakNext();
    };
    words.addEventListener('end', goOn);
    words.addEventListener('error', goOn);
    isSpeaking = true;
    speechSynthesis.speak(words);
  }

  function notify(alarm: AlarmRecord): void {
    const { language, desktopNotices } = preferences.getState();
    if (!desktopNotices || document.visibilityState === 'visible' || !('Notification' in globalThis)) return;
    if (Notification.permission !== 'granted') return;
    // One for each alarm, however often it comes again.
    const shown = new Notification(`P${alarm.priority} ${textIn(alarm.name, language)}`, {
      body: `${textIn(alarm.deviceName, language)}\n${textIn(alarm.action, language)}`,
      tag: alarm.id,
      requireInteraction: alarm.priority === 1,
    });
    shown.addEventListener('click', () => {
      window.focus();
      choices.setState({ chosenAlarmIds: [alarm.id] });
    });
  }

  return session.onAlarmRaised((alarm) => {
    if (alarm.priority > gravest) return;
    notify(alarm);
    waiting = [...waiting, alarm].sort((a, b) => a.priority - b.priority).slice(0, waitingAtMost);
    speakNext();
  });
}

/** Asks the browser, where it has not been asked; whether notifications may be shown. */
export async function mayNotify(): Promise<boolean> {
  if (!('Notification' in globalThis)) return false;
  if (Notification.permission === 'default') await Notification.requestPermission();
  return Notification.permission === 'granted';
}
