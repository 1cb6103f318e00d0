/** Of windows by what is said of them: colours that are told apart by those who see no red, too. */

export const wallMarkColors: Readonly<Record<'good' | 'fair' | 'poor', string>> = {
  good: '#2ec4b6',
  fair: '#ffd23f',
  poor: '#ff5a4f',
};
