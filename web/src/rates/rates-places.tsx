/** The two lists of rates side by side. */
export function RatesPlaces({ here }: { here: '/rate-cards' | '/service-types' }) {
  const places = [
    { text: 'Rate cards', href: '/rate-cards' },
    { text: 'Service types', href: '/service-types' },
  ];
  return (
    <nav aria-label="Rates">
      <ul class="app-places">
        {places.map(({ text, href }) => (
          <li key={href}>
            {href === here ? <strong aria-current="page">{text}</strong> : <a href={href}>{text}</a>}
          </li>
        ))}
      </ul>
    </nav>
  );
}
