/** A token as a QR code: one path of unit squares, and how many stand side by side. Medium error correction, four squares of margin. */
import qrcode from 'qrcode-generator';

export interface QrPicture {
  /** Squares along one side, with the margin. */
  readonly side: number;
  readonly path: string;
}

const margin = 4;

export function qrOf(text: string): QrPicture {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  let path = '';
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      if (code.isDark(row, column)) path += `M${column + margin} ${row + margin}h1v1h-1z`;
  return { side: count + 2 * margin, path };
}
