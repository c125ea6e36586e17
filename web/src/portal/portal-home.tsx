import { useList } from '../api/use-list.ts';
import { useRead, type Reading } from '../api/use-read.ts';
import { Loaded } from '../parts/loaded.tsx';
import { Page } from '../parts/page.tsx';
import { Tag } from '../parts/tag.tsx';
import { AccountHome } from '../accounts/account-home.tsx';
import { useMe } from '../session/me.ts';
import { counted } from '../words/format.ts';
import { mondayOf } from './entered-week.ts';
import { isToAnswer } from './order-words.ts';
import { addressOfReturn } from './return-address.ts';
import { linesInWords, needsLook, nextPaymentInWords, stateOf } from './return-words.ts';
import { WeeksToConfirm, type ExpectedWeek } from './weeks-to-confirm.tsx';

/** Orders are with a provider of care; who manages accounts has none, and sends no returns. */
export function PortalHome() {
  return useMe().providerId === null ? <AccountHome /> : <ProviderHome />;
}

/** What the council waits for from a provider, and when it pays. */
function ProviderHome() {
  const me = useMe();
  const lastWeek = useRead('/v1/portal/returns/expected', { query: { week: mondayOf(me.today, -1) } });
  return (
    <Page question="What do you want from me, and when will I be paid?" about={me.providerId ?? undefined}>
      <NextPayment week={lastWeek} />
      <WeeksToConfirm today={me.today} lastWeek={lastWeek} />
      <FilesToMend today={me.today} />
      <OrdersToAnswer />
    </Page>
  );
}

function NextPayment({ week }: { week: Reading<ExpectedWeek> }) {
  return (
    <section class="app-section" aria-labelledby="payment">
      <h2 class="govuk-heading-m" id="payment">
        When you are paid next
      </h2>
      <Loaded of={week} what="your next payment">
        {({ nextPayment }) => (
          <>
            <p class="govuk-body">
              <strong>{nextPaymentInWords(nextPayment)}</strong>
            </p>
            {nextPayment !== null && (
              <p class="govuk-body">
                It pays what is accepted by then. What comes later is paid with the payment after.
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function FilesToMend({ today }: { today: string }) {
  const list = useList('/v1/portal/returns');
  return (
    <section class="app-section" aria-labelledby="files">
      <h2 class="govuk-heading-m" id="files">
        Files with lines to look at
      </h2>
      <Loaded of={list} what="your files">
        {({ items }) => {
          const files = items.filter((file) => needsLook(file, today));
          if (items.length === 0)
            return (
              <p class="govuk-body">
                You have not sent a file yet. <a href="/returns">Send your return</a>, or enter a week by
                hand.
              </p>
            );
          if (files.length === 0)
            return (
              <p class="govuk-body">
                Every line of your last {counted(items.length, 'file')} is accepted.{' '}
                <a href="/returns">Send a file</a>
              </p>
            );
          return (
            <>
              <ul class="app-tasks">
                {files.map((file) => (
                  <li class="app-tasks__task" key={file.uploadId}>
                    <div>
                      <a href={addressOfReturn(file.uploadId)}>{file.fileName}</a>
                      <p class="govuk-hint govuk-!-margin-bottom-0">
                        {file.taken === null ? 'Nothing of it was taken.' : linesInWords(file.taken.sums)}
                      </p>
                    </div>
                    <Tag of={stateOf(file)} />
                  </li>
                ))}
              </ul>
              <p class="govuk-body">
                <a href="/returns">All your files, and where to send the next</a>
              </p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}

function OrdersToAnswer() {
  const list = useList('/v1/portal/packages', { query: { limit: '200' } });
  return (
    <section class="app-section" aria-labelledby="orders">
      <h2 class="govuk-heading-m" id="orders">
        Orders
      </h2>
      <Loaded of={list} what="your orders">
        {({ items }) => {
          const waiting = items.filter(isToAnswer).length;
          return (
            <p class="govuk-body">
              {waiting === 0
                ? 'No order waits for your answer. '
                : `${counted(waiting, 'order waits', 'orders wait')} for you to say whether ${waiting === 1 ? 'it is' : 'they are'} right. `}
              <a href="/orders">Your orders</a>
            </p>
          );
        }}
      </Loaded>
    </section>
  );
}
