/** A list of the hub, asked again after each change; a refusal or a lost hub is a fault to show. */
import { useCallback, useEffect, useState } from 'react';
import { askHub } from '#state/account.ts';
import { useText } from '#ui/useText.ts';

export interface List<T> {
  readonly found: T | null;
  readonly fault: string | null;
  reload(): void;
  /** Asks for a change; true where it was made. The fault, if any, is shown with the list. */
  change(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<boolean>;
  setFault(fault: string | null): void;
}

export function useList<T>(path: string): List<T> {
  const { said } = useText();
  const [found, setFound] = useState<T | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const reload = useCallback(() => {
    void askHub<T & object>('GET', path).then((answer) =>
      answer.ok ? setFound(answer) : setFault(said(answer.error)),
    );
  }, [path, said]);
  useEffect(reload, [reload]);
  return {
    found,
    fault,
    reload,
    setFault,
    async change(method, target, body) {
      const answer = await askHub(method, target, body);
      setFault(answer.ok ? null : said(answer.error));
      reload();
      return answer.ok;
    },
  };
}
