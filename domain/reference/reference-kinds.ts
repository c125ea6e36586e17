import * as z from 'zod';

/** What a council looks up by date, with the words and the unit in which a page shows it. */
export const referenceKinds = {
  'capital-limit': {
    title: 'Capital limit',
    unit: 'pounds',
    categories: { lower: 'lower', upper: 'upper' },
  },
  'minimum-income-guarantee': {
    title: 'Minimum income guarantee',
    unit: 'pounds-a-week',
    categories: {
      'single-18-to-24': 'single, 18 to 24',
      'single-25-to-pension-age': 'single, 25 to pension age',
      'single-pension-age': 'single, pension age',
      'lone-parent': 'lone parent, 18 and over',
      'couple-18-and-over': 'member of a couple, 18 and over',
      'couple-pension-age': 'member of a couple, pension age',
      child: 'each child',
      'disability-premium-single': 'disability premium, single',
      'enhanced-disability-premium-single': 'enhanced disability premium, single',
      'both-disability-premiums-single': 'both disability premiums together, single',
      'disability-premium-couple': 'disability premium, member of a couple',
      'carer-premium': 'carer premium',
    },
  },
  'personal-expenses-allowance': {
    title: 'Personal expenses allowance',
    unit: 'pounds-a-week',
    categories: { standard: 'standard' },
  },
  'savings-credit-disregard': {
    title: 'Savings credit disregard',
    unit: 'pounds-a-week',
    categories: { single: 'single', couple: 'couple' },
  },
  'disposable-income-allowance': {
    title: 'Disposable income allowance of a deferred payment agreement, at most',
    unit: 'pounds-a-week',
    categories: { standard: 'standard' },
  },
  'deferred-rate-ceiling': {
    title: 'Highest interest rate of a deferred payment agreement',
    unit: 'percent-a-year',
    categories: { standard: 'standard', 'gilts-plus-0.15': 'rate of gilts, to which 0.15 is added' },
  },
  'funded-nursing-care': {
    title: 'NHS-funded nursing care',
    unit: 'pounds-a-week',
    categories: { standard: 'standard rate', higher: 'higher rate' },
  },
} as const satisfies Record<string, ReferenceKindTerms>;

type ReferenceKindTerms = {
  title: string;
  unit: 'pounds' | 'pounds-a-week' | 'percent-a-year';
  categories: Record<string, string>;
};

export type ReferenceKind = keyof typeof referenceKinds;

const kindTerms: Record<ReferenceKind, ReferenceKindTerms> = referenceKinds;

export const referenceKindSchema = z.enum([
  'capital-limit',
  'minimum-income-guarantee',
  'personal-expenses-allowance',
  'savings-credit-disregard',
  'disposable-income-allowance',
  'deferred-rate-ceiling',
  'funded-nursing-care',
] satisfies ReferenceKind[]);

/** What a category of a kind is called on a page; undefined where the kind has no such category. */
export function categoryTitle(kind: ReferenceKind, category: string): string | undefined {
  const { categories } = kindTerms[kind];
  return Object.hasOwn(categories, category) ? categories[category] : undefined;
}
