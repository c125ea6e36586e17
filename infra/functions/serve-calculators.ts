import type { Construct } from 'constructs';
import { CareledgerFunction } from '../constructs/careledger-function.ts';
import { apiLimits } from '../constructs/http-api.ts';
import type { Surroundings } from './surroundings.ts';

export function deployServeCalculators(scope: Construct, { stage, data }: Surroundings): CareledgerFunction {
  const { ledgerTable, alarmTopic } = data;
  const serveCalculators = new CareledgerFunction(scope, 'ServeCalculators', {
    ...apiLimits,
    stage,
    alarmTopic,
    name: 'serve-calculators',
    errorImpact: 'Officers cannot use the calculators. Read its log; nothing is paid or charged by them.',
    environment: { TABLE_NAME: ledgerTable.table.tableName },
  });
  ledgerTable.grantRead(serveCalculators);
  return serveCalculators;
}
