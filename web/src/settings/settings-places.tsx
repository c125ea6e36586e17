/** The two pages of rules side by side. */
export function SettingsPlaces({ here }: { here: '/settings' | '/reference' }) {
  const places = [
    { text: 'Settings', href: '/settings' },
    { text: 'Reference data', href: '/reference' },
  ];
  return (
    <nav aria-label="Rules">
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
