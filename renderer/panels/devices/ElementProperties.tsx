/** An element of a model: what it is, where, and its property sets as the file has them. */
import { useMemo } from 'react';
import type { ElementProperty } from '#shared/protocol/model.ts';
import type { Selection } from '#state/choices.ts';
import { useFacts } from '#state/useScreen.tsx';
import { pointWordInEnglish } from '#shared/models/pointClasses.ts';
import { Breakable } from '#ui/Breakable.tsx';
import { useText } from '#ui/useText.ts';
import { CopyValue } from './CopyValue.tsx';
import { Position } from './Position.tsx';

/** The importer's name for what is no property set: description, tag, predefined type. */
const attributes = 'Attributes';

function bySet(properties: readonly ElementProperty[]): ReadonlyMap<string, readonly ElementProperty[]> {
  const sets = new Map<string, ElementProperty[]>();
  for (const property of properties) {
    const set = sets.get(property.set);
    if (set) set.push(property);
    else sets.set(property.set, [property]);
  }
  return sets;
}

export function ElementProperties({ selection }: { selection: Extract<Selection, { kind: 'element' }> }) {
  const { t, local, language } = useText();
  /** What a file says stays as it says it; words of our own readers have an English. */
  const word = (text: string) => (language === 'en' ? (pointWordInEnglish(text) ?? text) : text);
  const { detail, element } = selection;
  const placed = useFacts((facts) =>
    facts.models.some((model) => model.id === element.modelId && model.placedBy !== 'recentring'),
  );
  const sets = useMemo(() => bySet(detail?.properties ?? []), [detail]);
  if (!detail) return <p className="empty">{t('element.loading')}</p>;
  return (
    <>
      <h2>{local(detail.name) || detail.type}</h2>
      <dl>
        <div className="reading">
          <dt>{t('element.type')}</dt>
          <dd>
            <Breakable text={detail.type} />
          </dd>
        </div>
        {detail.storey && (
          <div className="reading">
            <dt>{t('element.storey')}</dt>
            <dd>{local(detail.storey)}</dd>
          </div>
        )}
        <div className="reading">
          <dt>{t('element.globalid')}</dt>
          <dd>
            {detail.globalId} <CopyValue text={detail.globalId} />
          </dd>
        </div>
      </dl>
      {placed ? (
        <Position positionEnu={selection.positionEnu} />
      ) : (
        <p className="hint">{t('element.unplaced')}</p>
      )}
      {[...sets].map(([set, properties]) => (
        <div key={set}>
          <h3>
            <Breakable text={set === attributes ? t('element.attributes') : word(set)} />{' '}
            <CopyValue
              text={properties.map(({ name, value, unit }) => [name, value, unit].join('\t')).join('\n')}
            />
          </h3>
          <dl>
            {properties.map((property) => (
              <div className="reading" key={property.name}>
                <dt>
                  <Breakable text={word(property.name)} />
                </dt>
                <dd>
                  {typeof property.value === 'string' ? (
                    <Breakable text={property.value} />
                  ) : property.value === null ? (
                    t('value.none')
                  ) : typeof property.value === 'boolean' ? (
                    t(property.value ? 'value.true' : 'value.false')
                  ) : (
                    Number(property.value.toPrecision(9))
                  )}
                  {property.unit && <i> {property.unit}</i>} <CopyValue text={String(property.value ?? '')} />
                </dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </>
  );
}
