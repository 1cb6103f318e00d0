/** What went wrong, said where it was asked; nothing where nothing did. */
export function Fault({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p className="admin-fault" role="alert">
      {text}
    </p>
  );
}
