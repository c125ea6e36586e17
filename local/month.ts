console.error(
  'npm run month needs parts that are not built yet: pay runs, provider returns and bank statements.',
);
process.exit(1);
