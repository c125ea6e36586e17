import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { CareledgerFunction } from './careledger-function.ts';

const indexNames = ['GSI1', 'GSI2'] as const;

/** The only items that may be deleted: functions/platform/once-only.ts takes back the marker of a write that failed. */
const deletablePartitions = 'IDEMPOTENCY#*';

/** No Scan: reports read an export, never the whole table. */
const readActions = ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'];
/** No BatchWriteItem, because it deletes too. */
const writeActions = ['dynamodb:ConditionCheckItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** The single table. Its data model is functions/store/README.md. */
export class LedgerTable extends Construct {
  readonly table: Table;
  private readonly encryptionKey: IKey;

  constructor(scope: Construct, id: string, props: { readonly encryptionKey: IKey }) {
    super(scope, id);
    this.encryptionKey = props.encryptionKey;
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'PK', type: AttributeType.STRING },
      sortKey: { name: 'SK', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: props.encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      timeToLiveAttribute: 'expiresAt',
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const indexName of indexNames) {
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: `${indexName}PK`, type: AttributeType.STRING },
        sortKey: { name: `${indexName}SK`, type: AttributeType.STRING },
        projectionType: ProjectionType.KEYS_ONLY,
      });
    }
  }

  grantRead(reader: CareledgerFunction): void {
    const indexes = indexNames.map((indexName) => `${this.table.tableArn}/index/${indexName}`);
    reader.allow({ actions: readActions, resources: [this.table.tableArn, ...indexes] });
    reader.allow({ actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: [this.encryptionKey.keyArn] });
  }

  /** Lets a function take back its marker of a write that failed. What was once known about anybody stays. */
  grantTakeBackMarkers(deleter: CareledgerFunction): void {
    deleter.allow({
      actions: ['dynamodb:DeleteItem'],
      resources: [this.table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [deletablePartitions] },
        // Without this, a request that names no key at all would pass the line above.
        Null: { 'dynamodb:LeadingKeys': ['false'] },
      },
    });
  }

  grantReadWrite(writer: CareledgerFunction): void {
    this.grantRead(writer);
    writer.allow({ actions: writeActions, resources: [this.table.tableArn] });
    writer.allow({
      actions: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: [this.encryptionKey.keyArn],
    });
  }
}
