/** The sheet for the fire brigade: looked at, in either language, and printed on one A4 page. People by role only. */
import { Printer } from 'lucide-react';
import { useRef, useState } from 'react';
import { localTime } from '#shared/time/localTime.ts';
import { manifestOf, zoneOf } from '#state/facts.ts';
import { useInstant } from '#state/useInstant.ts';
import { useFacts } from '#state/useScreen.tsx';
import { Dialog } from '#ui/Dialog.tsx';
import { useText } from '#ui/useText.ts';
import { useWordsIn } from '#ui/useWordsIn.ts';
import { useEgress, useInputDefaults } from './Estimate.tsx';
import type { FireView } from './fireView.ts';
import { useLanes } from './lanes.ts';
import { useLinked } from './linked.ts';
import { printSheet } from './printSheet.ts';
import { sheetSections } from './sheetLines.ts';
import { useHydrants } from './WaterAndLanes.tsx';

export function HandOver({ view, onClose }: { view: FireView; onClose: () => void }) {
  const screenText = useText();
  const [language, setLanguage] = useState(screenText.language);
  const words = useWordsIn(language);
  const { t } = words;
  const facts = useFacts((all) => all);
  const zone = zoneOf(facts);
  const instant = useInstant(1000);
  const manifest = manifestOf(facts);
  const sections = sheetSections(
    {
      view,
      address: manifest
        ? [words.local(manifest.address), words.local(manifest.name)].filter(Boolean).join(' · ')
        : '',
      zone,
      devices: facts.devices,
      columns: facts.shown.columns,
      linked: useLinked(view),
      hydrants: useHydrants(view),
      lanes: useLanes(),
      egress: useEgress(view, useInputDefaults()),
    },
    words,
  );
  const sheet = useRef<HTMLElement>(null);
  const { date, clock } = localTime(instant, zone);
  const isReplay = facts.clock.mode === 'replay';
  return (
    <Dialog wide title={screenText.t('sheet.open')} onClose={onClose}>
      <div className="sheet-bar">
        <label>
          {screenText.t('sheet.language')}{' '}
          <select
            data-testid="sheet-language"
            value={language}
            onChange={({ target }) => setLanguage(target.value === 'en' ? 'en' : 'zh')}
          >
            <option value="zh">中文</option>
            <option value="en">English</option>
          </select>
        </label>
        <button
          className="primary"
          data-testid="sheet-print"
          onClick={() => sheet.current && printSheet(sheet.current, t('sheet.title'), language)}
        >
          <Printer size="1em" /> {screenText.t('sheet.print')}
        </button>
      </div>
      <article
        className="hand-over-sheet"
        ref={sheet}
        lang={language === 'zh' ? 'zh-CN' : 'en'}
        data-testid="hand-over-sheet"
      >
        <h1>
          {t('sheet.title')}
          {view.asOf.drill && ` · ${t('sheet.drill')}`}
        </h1>
        <p className="made">
          {t('sheet.made', { when: `${date} ${clock}`, who: words.person(facts.user) })}
          {isReplay && ` · ${t('sheet.replay')}`}
        </p>
        <div className="sheet-sections">
          {sections.map(({ title, lines }) => (
            <section key={title}>
              <h2>{title}</h2>
              <ul>
                {lines.map((line, i) => (
                  <li key={i}>{line}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <p className="signed">
          <span>{t('sheet.handed')}: ____________________</span>
          <span>{t('sheet.taken')}: ____________________</span>
        </p>
      </article>
    </Dialog>
  );
}
