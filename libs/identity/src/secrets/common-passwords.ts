/** What people choose most often, in English and French, in lower case and longest first. Digits, repeats and rows of keys are judged apart. */
export const commonWords: readonly string[] = `
  password passwords passphrase passwort passw0rd passwd pass motdepasse mdp secret secrets geheim contrasena parola changeme changeit default letmein
  letmeinnow opensesame sesame welcome bienvenue willkommen hello hallo bonjour bonsoir salut coucou goodbye login logon signin admin administrator
  administrateur root superuser sysadmin user username utilisateur guest invite visitor tester testing test demo sample example exemple temp temporary
  temporaire provisoire access acces entry enter open private public system systeme server serveur network internet intranet computer ordinateur laptop
  office bureau company entreprise societe business service services support helpdesk manager owner proprietaire employee employe staff team equipe hotel
  reception licence license seat seats placet online website google facebook twitter youtube amazon microsoft windows linux apple iphone android samsung
  oracle cisco iloveyou iloveu loveyou loveme lovely lover lovers love jetaime jetadore tamere amour amours amoureux cheri cherie doudou loulou nounours
  chouchou minou minette bisous calin coeur heart angel angels ange baby babygirl bebe honey sweetheart darling princess princesse prince queen reine king
  sunshine sunflower soleil rainbow moon lune star stars etoile starwars startrek flower flowers fleur rose roses lily daisy butterfly papillon
  summer winter spring autumn ete hiver printemps automne january february march april may june july august september october november december janvier
  fevrier mars avril mai juin juillet aout septembre octobre novembre decembre monday tuesday wednesday thursday friday saturday sunday lundi mardi
  mercredi jeudi vendredi samedi dimanche today tomorrow forever always toujours never jamais nothing rien whatever something freedom liberte liberty
  football soccer baseball basketball hockey tennis rugby golf golfer cricket arsenal chelsea liverpool manchester united barcelona barca realmadrid
  juventus marseille olympique paris parissg lyon lille bordeaux toulouse nantes nice london newyork berlin chicago boston dallas texas california france
  francais england america canada quebec suisse geneve belgique europe world monde dragon dragons monkey tiger tigers tigre lion panther eagle eagles
  falcon wolf wolves loup bear ours horse cheval dolphin dolphins dauphin rabbit lapin chien chat kitty kitten puppy snoopy mickey minnie donald garfield
  pokemon pikachu naruto batman superman spiderman superstar ironman hercules zorro asterix obelix tintin harry potter harrypotter gandalf frodo merlin
  magic matrix phoenix shadow ghost hunter ranger rangers warrior killer ninja samurai pirate captain capitaine cowboy soldier soldat master maitre
  boss champion winner success victory victoire lucky chance thunder storm fire feu ocean river mountain montagne diamond golden silver orange purple
  yellow green black white blue rouge bleu jaune vert noir blanc banana cherry peach pepper ginger cookie cookies chocolate chocolat caramel vanille
  coffee cafe butter cheese fromage pizza chicken poulet hammer ferrari porsche mercedes renault peugeot citroen corvette mustang camaro harley yamaha
  toyota michael michelle jessica jennifer jordan daniel andrew anthony charlie robert thomas matthew joshua ashley nicole amanda samantha stephanie
  natasha hannah sophie nathalie isabelle camille caroline catherine celine julie marie martine monique sandrine sylvie valerie virginie alexandre
  antoine benjamin christophe clement fabrice francois frederic guillaume jerome julien laurent mathieu maxime nicolas olivier patrick philippe pierre
  quentin romain sebastien stephane thierry vincent family famille mother father maman papa mummy daddy mamie papy sister brother friend friends ami amis
  amie copain copine music musique guitar guitare piano metallica nirvana slipknot money argent dollar euro millionaire trustno1 trustnoone whoami iamtheone
  correcthorsebatterystaple qazwsxedcrfvtgb`
  .trim()
  .split(/\s+/)
  .toSorted((a, b) => b.length - a.length);

const rows = [
  'qwertyuiopasdfghjklzxcvbnm',
  'azertyuiopqsdfghjklmwxcvbn',
  'qwertzuiopasdfghjklyxcvbnm',
  'abcdefghijklmnopqrstuvwxyzabc',
  '01234567890123',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1qa2ws3ed4rf5tg6yh7uj8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '1a2z3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhnujmikolp',
  'zaq1xsw2cde3vfr4bgt5nhy6mju7ki8lo90p',
  '1a2b3c4d5e6f7g8h9i',
  'a1b2c3d4e5f6g7h8i9',
];

/** Ways over a keyboard and through the alphabet, forwards and back. */
export const keyWalks: readonly string[] = rows.flatMap((row) => [row, Array.from(row).toReversed().join('')]);
