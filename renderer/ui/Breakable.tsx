/** A name of the files: where it does not fit it breaks between its words, though it has no spaces. */
import { Fragment } from 'react';
import { breakPlaces } from './breakPlaces.ts';

export function Breakable({ text }: { readonly text: string }) {
  return breakPlaces(text).map((part, i) => (
    <Fragment key={`${i} ${part}`}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
