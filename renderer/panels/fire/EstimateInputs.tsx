/** The inputs of the estimate, each within its range. */
import { inputRanges, type FireInputs } from '#shared/physics/fire/inputs.ts';
import { growthKwPerS2, type FireGrowth } from '#shared/physics/fire/growth.ts';
import { useText } from '#ui/useText.ts';

type NumberInput = keyof typeof inputRanges;

const isNumberInput = (key: string): key is NumberInput => Object.hasOwn(inputRanges, key);
const isGrowth = (text: string): text is FireGrowth => Object.hasOwn(growthKwPerS2, text);

export function EstimateInputs(props: {
  readonly inputs: FireInputs;
  readonly isChanged: boolean;
  readonly onChange: (change: Partial<FireInputs>) => void;
  readonly onReset: () => void;
}) {
  const { t } = useText();
  const { inputs, onChange } = props;
  return (
    <details className="estimate-inputs">
      <summary>{t('estimate.inputs')}</summary>
      <div className="estimate-fields">
        <label>
          {t('input.growth')}
          <select
            data-testid="input-growth"
            value={inputs.growth}
            onChange={({ target }) => isGrowth(target.value) && onChange({ growth: target.value })}
          >
            {Object.keys(growthKwPerS2)
              .filter(isGrowth)
              .map((growth) => (
                <option key={growth} value={growth}>
                  {t(`input.growth.${growth}`)}
                </option>
              ))}
          </select>
        </label>
        <label>
          {t('input.flatDoor')}
          <select
            data-testid="input-flatDoor"
            value={inputs.flatDoor}
            onChange={({ target }) => onChange({ flatDoor: target.value === 'closed' ? 'closed' : 'open' })}
          >
            {(['open', 'closed'] as const).map((state) => (
              <option key={state} value={state}>
                {t(`input.flatDoor.${state}`)}
              </option>
            ))}
          </select>
        </label>
        {Object.keys(inputRanges)
          .filter(isNumberInput)
          .map((key) => {
            const { min, max, step } = inputRanges[key];
            return (
              <label key={key}>
                {t(`input.${key}`)}
                <input
                  type="number"
                  data-testid={`input-${key}`}
                  min={min}
                  max={max}
                  step={step}
                  value={inputs[key]}
                  onChange={({ target }) => {
                    const value = target.valueAsNumber;
                    if (value >= min && value <= max) onChange({ [key]: value });
                  }}
                />
              </label>
            );
          })}
      </div>
      <button className="link" disabled={!props.isChanged} onClick={props.onReset}>
        {t('estimate.reset')}
      </button>
    </details>
  );
}
