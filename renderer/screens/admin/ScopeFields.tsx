/** Where somebody may do what the role says: compounds, cameras, classes of personal data. */
import type { Scope } from '#shared/access/may.ts';
import { personalClasses } from '#shared/access/verbs.ts';
import { useText } from '#ui/useText.ts';

export function ScopeFields({ scope, onChange }: { scope: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useText();
  return (
    <>
      <AllOrSome
        title={t('admin.compounds')}
        hint={t('admin.namesHint')}
        value={scope.compounds}
        onChange={(compounds) => onChange({ ...scope, compounds })}
      />
      <AllOrSome
        title={t('admin.cameras')}
        hint={t('admin.cameraHint')}
        value={scope.cameraGroups}
        onChange={(cameraGroups) => onChange({ ...scope, cameraGroups })}
      />
      <fieldset>
        <legend>{t('admin.personal')}</legend>
        {personalClasses.map((one) => (
          <label key={one} className="check">
            <input
              type="checkbox"
              checked={scope.personal.includes(one)}
              onChange={(event) =>
                onChange({
                  ...scope,
                  personal: personalClasses.filter((other) =>
                    other === one ? event.target.checked : scope.personal.includes(other),
                  ),
                })
              }
            />
            {t(`admin.personal.${one}`)}
          </label>
        ))}
      </fieldset>
    </>
  );
}

type Names = 'all' | string[];

function AllOrSome(props: { title: string; hint: string; value: Names; onChange: (value: Names) => void }) {
  const { t } = useText();
  const all = props.value === 'all';
  return (
    <fieldset>
      <legend>{props.title}</legend>
      <label className="check">
        <input type="radio" checked={all} onChange={() => props.onChange('all')} />
        {t('admin.all')}
      </label>
      <label className="check">
        <input type="radio" checked={!all} onChange={() => props.onChange([])} />
        {t('admin.some')}
      </label>
      {props.value !== 'all' && (
        <input
          aria-label={`${props.title}: ${props.hint}`}
          placeholder={props.hint}
          defaultValue={props.value.join(', ')}
          onChange={(event) => props.onChange(namesIn(event.target.value))}
        />
      )}
    </fieldset>
  );
}

export function namesIn(text: string): string[] {
  return text
    .split(/[,，\s]+/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

export function namesText(names: 'all' | readonly string[], all: string, none: string): string {
  return names === 'all' ? all : names.join(', ') || none;
}
