import { expect, it } from 'vitest';
import { PanelBoundary } from './PanelFrame.tsx';

const { getDerivedStateFromError, getDerivedStateFromProps } = PanelBoundary;

it('a panel that broke stays so within its compound, and is tried anew with another', () => {
  const broken = { compound: 'a', ...getDerivedStateFromError(new Error('no such name')) };
  expect(broken.message).toBe('no such name');
  expect(getDerivedStateFromProps({ compound: 'a' }, broken)).toBeNull();
  expect(getDerivedStateFromProps({ compound: 'b' }, broken)).toEqual({ compound: 'b', message: null });
});
