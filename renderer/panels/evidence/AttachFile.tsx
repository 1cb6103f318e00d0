/** A file put onto an incident's timeline as it is: chosen or dropped, with its progress, to be cancelled while it goes. */
import { Paperclip, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { whyNotAct } from '#commands/command.ts';
import { failure, type Result } from '#shared/protocol/result.ts';
import { useFacts, useScreen } from '#state/useScreen.tsx';
import { useText } from '#ui/useText.ts';

interface Sending {
  readonly name: string;
  readonly percent: number;
  readonly cancel: () => void;
}

export function AttachFile({ incidentId }: { incidentId: string }) {
  const { t } = useText();
  const screen = useScreen();
  const chooser = useRef<HTMLInputElement>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const away = useFacts(() => whyNotAct(screen));

  async function send(files: readonly File[]): Promise<void> {
    for (const file of files) {
      const upload = startUpload(incidentId, file, (percent) =>
        setSending((now) => now && { ...now, percent }),
      );
      setSending({ name: file.name, percent: 0, cancel: upload.cancel });
      const answer = await upload.done;
      if (answer && !answer.ok) screen.notices.say('error', { fault: answer.error });
      if (!answer?.ok) break;
    }
    setSending(null);
  }
  return (
    <>
      {sending && (
        <p className="attach-sending" role="status">
          <span>{t('attach.sending', { name: sending.name, percent: sending.percent })}</span>
          <button
            type="button"
            className="icon-button"
            aria-label={t('attach.cancel')}
            title={t('attach.cancel')}
            onClick={sending.cancel}
          >
            <X size="1em" />
          </button>
        </p>
      )}
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        data-testid="attach-input"
        onChange={({ target }) => {
          void send([...(target.files ?? [])]).then(() => (target.value = ''));
        }}
      />
      <button
        type="button"
        disabled={sending !== null || away !== null}
        aria-label={t('attach.add')}
        title={away ? t(away) : t('attach.add')}
        onClick={() => chooser.current?.click()}
      >
        <Paperclip size="1em" />
      </button>
    </>
  );
}

/** `done` is null where it was cancelled. `fetch` tells no progress of what it sends. */
function startUpload(
  incidentId: string,
  file: File,
  onPercent: (percent: number) => void,
): { readonly done: Promise<Result<unknown> | null>; readonly cancel: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Result<unknown> | null>((resolve) => {
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onPercent(Math.floor((100 * loaded) / Math.max(1, total))),
    );
    request.addEventListener('abort', () => resolve(null));
    request.addEventListener('error', () => resolve(failure('unreachable')));
    request.addEventListener('load', () => resolve(answerOf(request.responseText)));
  });
  const name = encodeURIComponent(file.name);
  request.open('POST', `/api/incidents/${encodeURIComponent(incidentId)}/attachments?name=${name}`);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.send(file);
  return { done, cancel: () => request.abort() };
}

function answerOf(text: string): Result<unknown> {
  try {
    return JSON.parse(text) as Result<unknown>;
  } catch {
    return failure('unreachable');
  }
}
