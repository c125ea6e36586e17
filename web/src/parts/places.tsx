type PlacesProps = { label: string; here: string; places: readonly { text: string; href: string }[] };

/** Pages that stand side by side, the one that is shown among them. */
export function Places({ label, here, places }: PlacesProps) {
  return (
    <nav aria-label={label}>
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
