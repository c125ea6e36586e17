import type { InboxPrefix } from '../../../events/inbox.ts';
import { write, type Answered, type Trouble } from '../api/client.ts';

const HASHED_UP_TO_BYTES = 100_000_000;

type Sending = {
  file: File;
  kind: InboxPrefix;
  /** Whose return or statement it is, for the kinds that need to know. */
  owner: string;
  onProgress: (sentBytes: number) => void;
};

/** Announces a file, then sends it to the inbox; the id under which its fate can be read. */
export async function sendFile({ file, kind, owner, onProgress }: Sending): Promise<Answered<string>> {
  const announced = await write('POST', '/v1/uploads', {
    body: {
      kind,
      fileName: file.name,
      sizeBytes: file.size,
      sha256: await sha256Of(file),
      context: contextOf(kind, owner),
    },
    key: crypto.randomUUID(),
  });
  return announced.ok ? sendTo(announced.value, file, onProgress) : announced;
}

type Announced = { uploadId: string; url: string; fields: Readonly<Record<string, string>> };

/** Sends a file to where its announcement said; the id under which its fate can be read. */
export async function sendTo(
  { uploadId, url, fields }: Announced,
  file: File,
  onProgress: (sentBytes: number) => void,
): Promise<Answered<string>> {
  const sent = await post(url, formOf(fields, file), onProgress);
  return sent ? { ok: true, value: uploadId } : { ok: false, trouble: notSent(file.name) };
}

/** The fingerprint by which a second sending of the same bytes is known; too big a file is left to the server. */
async function sha256Of(file: File): Promise<string | null> {
  if (file.size > HASHED_UP_TO_BYTES) return null;
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function contextOf(kind: InboxPrefix, owner: string): { providerId?: string; agreementId?: string } | null {
  if (owner === '') return null;
  if (kind === 'provider-returns' || kind === 'managed-statements') return { providerId: owner };
  return kind === 'bank-statements' ? { agreementId: owner } : null;
}

/** S3 reads the form from the top and stops at the file, so the file comes last. */
function formOf(fields: Readonly<Record<string, string>>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return form;
}

/** XMLHttpRequest because fetch does not tell how much has been sent. */
function post(url: string, form: FormData, onProgress: (sentBytes: number) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', (event) => {
      onProgress(event.loaded);
    });
    request.addEventListener('loadend', () => {
      resolve(request.status >= 200 && request.status < 300);
    });
    request.open('POST', url);
    request.send(form);
  });
}

function notSent(fileName: string): Trouble {
  return {
    status: 0,
    title: 'The file was not sent',
    detail: `${fileName} did not arrive in the inbox, so nothing of it was taken. Check your connection and its size, and send it again.`,
    errors: [],
  };
}
