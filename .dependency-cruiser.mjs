/** Who may import whom; the reasons are in the README's map and docs/adr. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: allowed },
});

export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only(
      'domain-is-pure',
      '^domain/',
      ['^domain/', '^node_modules/(zod|decimal\\.js|temporal-polyfill)/'],
      'domain knows rules, not machines',
    ),
    only(
      'events-are-contracts',
      '^events/',
      ['^events/', '^domain/', '^node_modules/zod/'],
      'a contract needs no machine',
    ),
    only(
      'store-reaches-the-table-only',
      '^functions/store/',
      [
        '^functions/store/',
        '^domain/',
        '^events/',
        '^node_modules/(zod|@aws-sdk/(client-dynamodb|lib-dynamodb))/',
        '^(node:)?(crypto|util|zlib)$',
      ],
      'the store knows the table and what it keeps',
    ),
    only(
      'files-know-no-aws',
      '^functions/files/',
      [
        '^functions/files/',
        '^domain/',
        '^node_modules/(saxes|yauzl|@types/yauzl|fflate|hucre|pdfkit|@types/pdfkit|unpdf)/',
        '^(node:)?(stream|buffer|util|zlib|events|string_decoder|worker_threads)(/|$)',
      ],
      'readers and writers of files take bytes and give values',
    ),
    {
      name: 'functions-stand-alone',
      comment: 'a function never imports another: what two need lies in platform, store, files or domain',
      severity: 'error',
      from: { path: '^functions/([^/]+)/', pathNot: '^functions/(store|files|platform)/' },
      to: { path: '^functions/', pathNot: ['^functions/$1/', '^functions/(store|files|platform)/'] },
    },
    {
      name: 'platform-serves-functions',
      severity: 'error',
      from: { path: '^functions/platform/' },
      to: { path: '^functions/', pathNot: '^functions/(platform|store|files)/' },
    },
    only(
      'infra-names-functions-by-path',
      '^infra/(?!bundled/)',
      [
        '^infra/',
        '^node_modules/(aws-cdk-lib|constructs|cdk-nag|esbuild)/',
        '^(node:)?(fs|path|url|crypto|child_process|module)(/|$)',
      ],
      'the template is built without running what it deploys',
    ),
    {
      name: 'local-runs-what-is-deployed',
      comment: 'the local runtime runs bundles; it reaches into no source of ours',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(functions|domain|events|infra|web|test)/' },
    },
    {
      name: 'sample-council-stands-alone',
      comment: 'planted errors share no code with the checks that must find them',
      severity: 'error',
      from: { path: '^local/sample-council/' },
      to: { pathNot: '^local/sample-council/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'web-takes-only-types-of-the-api',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(functions|domain|infra|local|test)/' },
    },
    {
      name: 'web-runs-no-code-of-events',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^events/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'product-imports-no-test',
      severity: 'error',
      from: { path: '^(domain|events|functions|infra|local|web)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
  },
};
