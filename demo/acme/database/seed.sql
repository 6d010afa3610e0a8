-- Acme as it stands on its first day. Runs once: rows that are removed later stay removed.

insert into customers (id, name, email, phone, city, plan, since) values
  ('cus_1001', 'Mara Lindqvist', 'mara@lindqvist-design.example', '+46 8 5550 1001', 'Stockholm', 'business', '2022-03-14'),
  ('cus_1002', 'Tomás Herrera', 'tomas@herrera-cafe.example', '+34 91 555 1002', 'Madrid', 'team', '2022-07-02'),
  ('cus_1003', 'Priya Raman', 'priya@raman-labs.example', '+91 80 5550 1003', 'Bengaluru', 'business', '2022-11-23'),
  ('cus_1004', 'Owen Fletcher', 'owen@fletcher-books.example', '+44 20 5550 1004', 'London', 'team', '2023-01-19'),
  ('cus_1005', 'Aiko Tanaka', 'aiko@tanaka-studio.example', '+81 3 5550 1005', 'Tokyo', 'free', '2023-04-08'),
  ('cus_1006', 'Lena Vogel', 'lena@vogel-bau.example', '+49 30 5550 1006', 'Berlin', 'business', '2023-06-30'),
  ('cus_1007', 'Samuel Okoro', 'samuel@okoro-logistics.example', '+234 1 555 1007', 'Lagos', 'team', '2023-09-12'),
  ('cus_1008', 'Chloé Martin', 'chloe@atelier-martin.example', '+33 1 55 50 10 08', 'Lyon', 'free', '2024-02-05'),
  ('cus_1009', 'Noah Bergeron', 'noah@bergeron-outdoor.example', '+1 514 555 1009', 'Montréal', 'team', '2024-05-27'),
  ('cus_1010', 'Isabela Rocha', 'isabela@rocha-arquitetura.example', '+55 11 5550 1010', 'São Paulo', 'business', '2024-10-16'),
  -- Two records entered twice by mistake: they have no orders, so they can be removed.
  ('cus_1011', 'Owen Fletcher', 'owen.fletcher@fletcher-books.example', '', 'London', 'free', '2025-01-20'),
  ('cus_1012', 'Lena Vogel (old)', 'lena@vogel-alt.example', '', 'Berlin', 'free', '2025-02-11');

insert into orders (id, customer_id, item, total, currency, status, placed_on) values
  ('ord_2001', 'cus_1001', 'Conference table, oak', 6480.00, 'USD', 'delivered', '2026-03-03'),
  ('ord_2002', 'cus_1001', 'Desk lamps, 12', 828.00, 'USD', 'delivered', '2026-03-19'),
  ('ord_2003', 'cus_1002', 'Café chairs, 24', 3816.00, 'USD', 'shipped', '2026-05-07'),
  ('ord_2004', 'cus_1002', 'Counter stools, 6', 1134.00, 'USD', 'delivered', '2026-05-21'),
  ('ord_2005', 'cus_1003', 'Standing desks, 10', 7490.00, 'USD', 'delivered', '2026-01-15'),
  ('ord_2006', 'cus_1003', 'Monitor arms, 10', 1290.00, 'USD', 'delivered', '2026-01-15'),
  ('ord_2007', 'cus_1003', 'Acoustic panels, 40', 5560.00, 'USD', 'shipped', '2026-06-11'),
  ('ord_2008', 'cus_1004', 'Bookshelves, 8', 2952.00, 'USD', 'delivered', '2026-02-08'),
  ('ord_2009', 'cus_1004', 'Reading chairs, 4', 1796.00, 'USD', 'paid', '2026-08-30'),
  ('ord_2010', 'cus_1005', 'Drafting table', 749.00, 'USD', 'delivered', '2026-04-02'),
  ('ord_2011', 'cus_1005', 'Desk lamp', 69.00, 'USD', 'delivered', '2026-04-02'),
  ('ord_2012', 'cus_1006', 'Site office set', 9860.00, 'USD', 'shipped', '2026-07-17'),
  ('ord_2013', 'cus_1006', 'Filing cabinets, 12', 3588.00, 'USD', 'delivered', '2026-03-28'),
  ('ord_2014', 'cus_1006', 'Office chairs, 20', 6580.00, 'USD', 'delivered', '2025-11-05'),
  ('ord_2015', 'cus_1007', 'Dispatch desks, 6', 4494.00, 'USD', 'paid', '2026-09-09'),
  ('ord_2016', 'cus_1007', 'Office chairs, 6', 1974.00, 'USD', 'paid', '2026-09-09'),
  ('ord_2017', 'cus_1008', 'Workbench, beech', 1180.00, 'USD', 'delivered', '2026-06-01'),
  ('ord_2018', 'cus_1009', 'Display shelves, 10', 3690.00, 'USD', 'shipped', '2026-08-12'),
  ('ord_2019', 'cus_1009', 'Counter stools, 4', 756.00, 'USD', 'delivered', '2026-05-15'),
  ('ord_2020', 'cus_1010', 'Meeting pods, 2', 11900.00, 'USD', 'paid', '2026-10-04'),
  ('ord_2021', 'cus_1010', 'Drafting tables, 4', 2996.00, 'USD', 'delivered', '2026-07-22'),
  ('ord_2022', 'cus_1010', 'Acoustic panels, 20', 2780.00, 'USD', 'delivered', '2026-07-22'),
  ('ord_1901', 'cus_1001', 'Side tables, 6', 894.00, 'USD', 'archived', '2022-04-11'),
  ('ord_1902', 'cus_1002', 'Café tables, 8', 2392.00, 'USD', 'archived', '2022-08-19'),
  ('ord_1903', 'cus_1003', 'Whiteboards, 3', 567.00, 'USD', 'archived', '2022-12-01'),
  ('ord_1904', 'cus_1004', 'Bookends, 30', 270.00, 'USD', 'archived', '2023-02-13'),
  ('ord_1905', 'cus_1006', 'Coat racks, 5', 445.00, 'USD', 'archived', '2023-07-24'),
  ('ord_1906', 'cus_1007', 'Desk lamps, 4', 276.00, 'USD', 'archived', '2023-10-02'),
  ('ord_1907', 'cus_1008', 'Stool, beech', 129.00, 'USD', 'archived', '2024-02-18'),
  ('ord_1908', 'cus_1009', 'Shelf brackets, 60', 540.00, 'USD', 'archived', '2024-06-06');

insert into prices (id, product, amount, currency, unit) values
  ('desk-standing', 'Standing desk', 749.00, 'USD', 'each'),
  ('desk-drafting', 'Drafting table', 749.00, 'USD', 'each'),
  ('chair-office', 'Office chair', 329.00, 'USD', 'each'),
  ('chair-cafe', 'Café chair', 159.00, 'USD', 'each'),
  ('stool-counter', 'Counter stool', 189.00, 'USD', 'each'),
  ('lamp-desk', 'Desk lamp', 69.00, 'USD', 'each'),
  ('panel-acoustic', 'Acoustic panel', 139.00, 'USD', 'each'),
  ('shelf-display', 'Display shelf', 369.00, 'USD', 'each'),
  ('pod-meeting', 'Meeting pod', 5950.00, 'USD', 'each'),
  ('delivery-city', 'Delivery within the city', 45.00, 'USD', 'per order');

insert into refunds (order_id, customer_id, amount, currency, reason, status) values
  ('ord_2011', 'cus_1005', 20.00, 'USD', 'Scratched shade', 'paid_out'),
  ('ord_2019', 'cus_1009', 189.00, 'USD', 'One stool missing from the delivery', 'paid_out'),
  ('ord_2013', 'cus_1006', 299.00, 'USD', 'Cabinet returned', 'cancelled');

insert into posts (channel, text, status) values
  ('blog', 'Our oak now comes from forests within 300 km of the workshop. Here is how we chose them.', 'published'),
  ('mastodon', 'The counter stool is back in stock. It took longer than we hoped; thank you for waiting.', 'published'),
  ('linkedin', 'We are looking for a second upholsterer in Lisbon. Four days a week, proper tools, good light.', 'published'),
  ('mastodon', 'Free delivery everywhere, for ever!', 'withdrawn');

insert into meetings (title, starts_at, minutes, attendees) values
  ('Monday stock round', date_trunc('week', now()) + interval '7 days 9 hours', 30, array['ines@acme.example', 'jonas@acme.example']);

insert into faq_replies (question_id, text) values
  ('q_801', 'Yes: every desk can be returned within 30 days, in any state a person could reasonably leave it in.');

insert into mails (sender, recipients, subject, text) values
  ('ines@acme.example', array['everyone@acme.example'], 'Welcome to the new mail server',
   E'Hello all,\n\nif you can read this, the new mail server works.\n\nInês');

-- None of this happened just now.
update customers set updated_at = since + time '09:30';
update orders set updated_at = placed_on + time '11:00';
update prices set updated_at = now() - interval '40 days';
update refunds set updated_at = now() - interval '12 days';
update posts set updated_at = now() - interval '9 days', published_at = now() - interval '9 days';
update meetings set updated_at = now() - interval '5 days';
update faq_replies set updated_at = now() - interval '6 days';
update mails set received_at = now() - interval '30 days';

truncate changes;
insert into seeded default values;
