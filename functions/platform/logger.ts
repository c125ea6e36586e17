import { Logger } from '@aws-lambda-powertools/logger';

/** One logger a function. It is given ids and counts, never names, bank details or text of a file. */
export const logger = new Logger();
