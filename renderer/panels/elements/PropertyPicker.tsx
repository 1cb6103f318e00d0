/** The property by which the elements are grouped, found by a part of its name among thousands. */
import { Command } from 'cmdk';
import { Dialog as Radix } from 'radix-ui';
import { useState } from 'react';
import { pointWordInEnglish } from '#shared/models/pointClasses.ts';
import type { ModelManifest } from '#shared/protocol/model.ts';
import type { Grouping } from '#state/grouping.ts';
import { useText } from '#ui/useText.ts';
import { findProperties } from './findProperties.ts';
import { usePropertyNames } from './useTreeData.ts';

const shown = 60;

export function PropertyPicker(props: {
  readonly models: readonly ModelManifest[];
  readonly choose: (grouping: Grouping) => void;
  readonly close: () => void;
}) {
  const { t, language } = useText();
  const word = (text: string) => (language === 'en' ? (pointWordInEnglish(text) ?? text) : text);
  const names = usePropertyNames(props.models);
  const [text, setText] = useState('');
  const found = findProperties(names ?? [], text, word);
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => !open && props.close()}
      label={t('elements.property.title')}
      shouldFilter={false}
      loop
      className="search"
      overlayClassName="dialog-overlay"
      contentClassName="dialog search-dialog"
    >
      <Radix.Title className="sr-only">{t('elements.property.title')}</Radix.Title>
      <Command.Input
        className="search-input"
        data-testid="property-input"
        placeholder={t('elements.property.placeholder')}
        value={text}
        onValueChange={setText}
      />
      <Command.List className="search-hits" label={t('elements.property.title')}>
        <Command.Empty className="empty">
          {t(names === null ? 'elements.group.asking' : 'elements.property.none')}
        </Command.Empty>
        {found.slice(0, shown).map(({ set, name, values }) => (
          <Command.Item
            key={`${set}\n${name}`}
            value={`${set}\n${name}`}
            onSelect={() => {
              props.close();
              props.choose({ kind: 'property', set, name });
            }}
          >
            <span>
              {word(name)} <small>{word(set) || t('elements.without')}</small>
            </span>
            <i>{t('elements.property.values', { count: values })}</i>
          </Command.Item>
        ))}
        {found.length > shown && (
          <p className="empty">{t('elements.property.more', { count: found.length - shown })}</p>
        )}
      </Command.List>
    </Command.Dialog>
  );
}
