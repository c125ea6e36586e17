/** One line of the benchmark table. */
export type Figure = {
  job: string;
  ours: string;
  peer?: string;
  ratio?: number;
  aim: string;
  met: boolean;
  megabytes?: number;
};

export function printFigures(figures: readonly Figure[]): void {
  console.table(
    Object.fromEntries(
      figures.map((figure) => [
        figure.job,
        {
          ours: figure.ours,
          peer: figure.peer ?? '',
          ratio: figure.ratio?.toFixed(2) ?? '',
          MB: figure.megabytes ?? '',
          aim: figure.aim,
          met: figure.met ? 'yes' : 'NO',
        },
      ]),
    ),
  );
}
