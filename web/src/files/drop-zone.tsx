import { useState } from 'preact/hooks';

type DropZoneProps = {
  onFiles: (files: readonly File[]) => void;
  /** What may be sent here. */
  hint?: string | undefined;
};

/** A place to drop files on, with an ordinary file input inside for everyone who does not drag. */
export function DropZone({
  onFiles,
  hint = 'Extracts of the case system, provider returns, bank statements. Several at once.',
}: DropZoneProps) {
  const [over, setOver] = useState(false);
  return (
    <div
      class={`app-drop${over ? ' app-drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <div class="govuk-form-group">
        <label class="govuk-label govuk-label--s" for="files">
          Choose files, or drop them here
        </label>
        <div class="govuk-hint" id="files-hint">
          {hint}
        </div>
        <input
          class="govuk-file-upload"
          id="files"
          type="file"
          multiple
          aria-describedby="files-hint"
          onChange={(event) => {
            const input = event.currentTarget;
            onFiles([...(input.files ?? [])]);
            // So that the same file can be chosen again after it was mended.
            input.value = '';
          }}
        />
      </div>
    </div>
  );
}
