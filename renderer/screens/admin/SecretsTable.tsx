/** Secrets that were given out, tokens or credentials: what each is for, whether it still holds, and its end. */
import type { ReactNode } from 'react';
import { useText } from '#ui/useText.ts';

export interface SecretRow {
  readonly id: string;
  readonly state: 'valid' | 'revoked' | 'expired';
  /** A `td` for each head. */
  readonly cells: ReactNode;
}

interface Props {
  readonly heads: readonly string[];
  readonly rows: readonly SecretRow[];
  readonly onRevoke: (id: string) => void;
}

export function SecretsTable({ heads, rows, onRevoke }: Props) {
  const { t } = useText();
  if (rows.length === 0) return <p className="empty">{t('admin.noneYet')}</p>;
  return (
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          <th>{t('admin.state')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, state, cells }) => (
          <tr key={id} className={state === 'valid' ? '' : 'off'}>
            {cells}
            <td>{t(`admin.${state}`)}</td>
            <td className="row-buttons">
              {state !== 'revoked' && <button onClick={() => onRevoke(id)}>{t('admin.revoke')}</button>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
