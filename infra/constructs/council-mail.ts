import { CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { CareledgerFunction } from './careledger-function.ts';

/** The address the council writes from. Its domain proves by DKIM that the mail is the council's. */
export class CouncilMail extends Construct {
  readonly from: string;
  private readonly identityArn: string;

  constructor(scope: Construct, id: string, { mailFrom }: { readonly mailFrom: string }) {
    super(scope, id);
    const domain = mailFrom.slice(mailFrom.indexOf('@') + 1);
    const identity = new EmailIdentity(this, 'Identity', { identity: Identity.domain(domain) });
    identity.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.from = mailFrom;
    // By its name, which we know: a reference would tie the stacks to each other for nothing.
    this.identityArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: domain,
    });
    new CfnOutput(Stack.of(this), 'MailRecords', {
      description: 'CNAME records of the domain, without which no mail is sent.',
      value: identity.dkimRecords.map(({ name, value }) => `${name} ${value}`).join(', '),
    });
  }

  /** Lets a function send mails from this address and no other of the domain. */
  grantSend(sender: CareledgerFunction): void {
    sender.allow({
      actions: ['ses:SendEmail'],
      resources: [this.identityArn],
      conditions: { StringEquals: { 'ses:FromAddress': [this.from] } },
    });
  }
}
