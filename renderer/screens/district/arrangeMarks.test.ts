import { expect, it } from 'vitest';
import { arrangeMarks, type MarkSizes } from './arrangeMarks.ts';

const sizes: MarkSizes = { lightPx: 30, viewPx: [800, 600], nameOf: () => [120, 40] };
const ranks: Readonly<Record<string, number>> = { grave: 0, seen: 1, quiet: 5, other: 5 };
const rank = (id: string) => ranks[id] ?? 9;
const at = (id: string, xPx: number, yPx: number) => ({ id, xPx, yPx });

it('lights that would lie over each other are one, and it is the gravest', () => {
  const marks = arrangeMarks(
    [at('quiet', 100, 100), at('grave', 110, 104), at('other', 300, 300)],
    rank,
    sizes,
  );
  expect(marks).toEqual([
    { ids: ['grave', 'quiet'], xPx: 110, yPx: 104, side: 'right' },
    { ids: ['other'], xPx: 300, yPx: 300, side: 'right' },
  ]);
});

it('a name goes where there is room: right, else left, else nowhere; the gravest chooses first', () => {
  const edge = arrangeMarks([at('grave', 780, 100)], rank, sizes);
  expect(edge[0]?.side).toBe('left');
  const [grave, quiet] = arrangeMarks([at('quiet', 200, 100), at('grave', 250, 110)], rank, sizes);
  expect([grave?.ids, grave?.side, quiet?.side]).toEqual([['grave'], 'right', 'left']);
  const row = [at('grave', 60, 100), at('seen', 100, 100), at('quiet', 140, 100)];
  expect(arrangeMarks(row, rank, sizes).map(({ side }) => side)).toEqual(['none', 'none', 'right']);
});

it('what lies outside of the picture is left out', () => {
  expect(arrangeMarks([at('grave', -50, 100), at('quiet', 100, 700)], rank, sizes)).toEqual([]);
});
