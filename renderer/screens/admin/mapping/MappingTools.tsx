/** Over the mapping table: what is listed, and what is done to those that are selected. */
import { useText } from '#ui/useText.ts';
import {
  acceptedOf,
  mappingStates,
  type MappingEdit,
  type MappingFilter,
  type MappingRow,
} from './mappingRows.ts';

interface Props {
  readonly rows: readonly MappingRow[];
  readonly shown: readonly MappingRow[];
  readonly selected: ReadonlySet<string>;
  readonly filter: MappingFilter;
  readonly onFilter: (filter: MappingFilter) => void;
  readonly save: (edits: readonly MappingEdit[]) => Promise<boolean>;
  readonly onImport: () => void;
  readonly onExport: () => void;
}

export function MappingTools(props: Props) {
  const { t } = useText();
  const { rows, shown, selected, filter, onFilter, save } = props;
  const dialects = [...new Set(rows.map(({ device }) => device.dialect))].sort();
  const chosen = shown.filter(({ key }) => selected.has(key));
  const accepted = chosen.flatMap((row) => acceptedOf(row) ?? []);
  const ignored = chosen
    .filter(({ state }) => state !== 'ignored')
    .map(({ device: { dialect, id, mapped } }) => ({ dialect, id, mapped: { ...mapped, ignored: true } }));
  const forgotten = chosen
    .filter(({ state }) => state !== 'unmapped')
    .map(({ device: { dialect, id } }) => ({ dialect, id, mapped: null }));
  return (
    <>
      <div className="mapping-tools" role="search">
        <input
          type="search"
          aria-label={t('mapping.search')}
          placeholder={t('mapping.search')}
          value={filter.text}
          onChange={(event) => onFilter({ ...filter, text: event.target.value })}
        />
        <select
          aria-label={t('mapping.dialect')}
          value={filter.dialect ?? ''}
          onChange={(event) => onFilter({ ...filter, dialect: event.target.value || null })}
        >
          <option value="">{t('mapping.allDialects')}</option>
          {dialects.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <select
          aria-label={t('mapping.state')}
          value={filter.state ?? ''}
          onChange={(event) =>
            onFilter({ ...filter, state: mappingStates.find((one) => one === event.target.value) ?? null })
          }
        >
          <option value="">{t('mapping.allStates')}</option>
          {mappingStates.map((one) => (
            <option key={one} value={one}>
              {t(`mapping.${one}`)} ({rows.filter(({ state }) => state === one).length})
            </option>
          ))}
        </select>
        <span className="hint nowrap">{t('mapping.shown', { shown: shown.length, all: rows.length })}</span>
        <span className="row-buttons">
          <button onClick={props.onImport}>{t('mapping.import')}</button>
          <button onClick={props.onExport}>{t('mapping.export')}</button>
        </span>
      </div>
      <div className="mapping-tools chosen row-buttons">
        <button
          className="primary"
          disabled={accepted.length === 0}
          aria-disabled={accepted.length === 0}
          onClick={() => void save(accepted)}
        >
          {t('mapping.accept', { n: accepted.length })}
        </button>
        <button
          disabled={ignored.length === 0}
          aria-disabled={ignored.length === 0}
          onClick={() => confirm(t('mapping.ignoreSure', { n: ignored.length })) && void save(ignored)}
        >
          {t('mapping.ignore', { n: ignored.length })}
        </button>
        <button
          disabled={forgotten.length === 0}
          aria-disabled={forgotten.length === 0}
          onClick={() => confirm(t('mapping.forgetSure', { n: forgotten.length })) && void save(forgotten)}
        >
          {t('mapping.forget', { n: forgotten.length })}
        </button>
        <span className="hint" role="status">
          {chosen.length > 0 && t('mapping.selected', { n: chosen.length })}
        </span>
      </div>
    </>
  );
}
