import { write, type Answered } from '../api/client.ts';
import { sendTo } from '../files/send-file.ts';

type Sending = {
  file: File;
  kind: 'provider-returns' | 'invoice-images';
  onProgress: (sentBytes: number) => void;
};

/** Announces a file of the provider’s own, then sends it; the id under which its fate can be read. */
export async function sendOwnFile({ file, kind, onProgress }: Sending): Promise<Answered<string>> {
  const announced = await write('POST', '/v1/portal/uploads', {
    body: { kind, fileName: file.name, sizeBytes: file.size },
    key: crypto.randomUUID(),
  });
  return announced.ok ? sendTo(announced.value, file, onProgress) : announced;
}
