namespace BookedBarber.Operations.Demo;

/// <summary>First and last names that are common in the country, for people who do not exist.</summary>
internal static class Names
{
    public static readonly string[] First =
    [
        "James", "Michael", "Robert", "John", "David", "William", "Richard", "Joseph", "Thomas", "Christopher", "Charles", "Daniel", "Matthew", "Anthony", "Mark",
        "Steven", "Andrew", "Joshua", "Kevin", "Brian", "Timothy", "Ronald", "Jason", "Edward", "Jeffrey", "Ryan", "Jacob", "Gary", "Nicholas", "Eric", "Jonathan",
        "Stephen", "Larry", "Justin", "Scott", "Brandon", "Benjamin", "Samuel", "Gregory", "Alexander", "Patrick", "Frank", "Raymond", "Jack", "Dennis", "Jerry",
        "Tyler", "Aaron", "Jose", "Adam", "Nathan", "Henry", "Zachary", "Douglas", "Peter", "Kyle", "Noah", "Ethan", "Jeremy", "Christian", "Walter", "Keith",
        "Austin", "Roger", "Terry", "Sean", "Gerald", "Carl", "Dylan", "Harold", "Jordan", "Jesse", "Bryan", "Lawrence", "Arthur", "Gabriel", "Bruce", "Logan",
        "Juan", "Elijah", "Willie", "Albert", "Wayne", "Randy", "Mason", "Vincent", "Liam", "Roy", "Bobby", "Caleb", "Bradley", "Russell", "Lucas", "Carlos",
        "Marcus", "Malik", "Andre", "Darnell", "Terrence", "Jamal", "Tyrone", "DeShawn", "Miguel", "Luis", "Diego", "Rafael", "Mateo", "Omar", "Ali", "Hassan",
        "Wei", "Minh", "Kenji", "Arjun", "Rohan", "Sanjay", "Dmitri", "Marco", "Giovanni", "Paolo", "Mary", "Jessica", "Ashley", "Emily", "Sarah", "Amanda",
        "Nicole", "Rachel", "Olivia", "Maria", "Camila", "Aaliyah", "Grace", "Chloe", "Hannah", "Nia",
    ];

    public static readonly string[] Last =
    [
        "Smith", "Johnson", "Williams", "Brown", "Jones", "Garcia", "Miller", "Davis", "Rodriguez", "Martinez", "Hernandez", "Lopez", "Gonzalez", "Wilson",
        "Anderson", "Thomas", "Taylor", "Moore", "Jackson", "Martin", "Lee", "Perez", "Thompson", "White", "Harris", "Sanchez", "Clark", "Ramirez", "Lewis",
        "Robinson", "Walker", "Young", "Allen", "King", "Wright", "Scott", "Torres", "Nguyen", "Hill", "Flores", "Green", "Adams", "Nelson", "Baker", "Hall",
        "Rivera", "Campbell", "Mitchell", "Carter", "Roberts", "Gomez", "Phillips", "Evans", "Turner", "Diaz", "Parker", "Cruz", "Edwards", "Collins", "Reyes",
        "Stewart", "Morris", "Morales", "Murphy", "Cook", "Rogers", "Gutierrez", "Ortiz", "Morgan", "Cooper", "Peterson", "Bailey", "Reed", "Kelly", "Howard",
        "Ramos", "Kim", "Cox", "Ward", "Richardson", "Watson", "Brooks", "Chavez", "Wood", "James", "Bennett", "Gray", "Mendoza", "Ruiz", "Hughes", "Price",
        "Alvarez", "Castillo", "Sanders", "Patel", "Myers", "Long", "Ross", "Foster", "Jimenez", "Powell", "Jenkins", "Perry", "Russell", "Sullivan", "Bell",
        "Coleman", "Butler", "Henderson", "Barnes", "Fisher", "Vasquez", "Simmons", "Romero", "Jordan", "Patterson", "Alexander", "Hamilton", "Graham", "Khan",
        "Okafor", "Mensah", "Haddad", "Rossi", "Novak", "Kowalski", "Tran", "Chen", "Singh", "Park", "Silva", "Costa",
    ];

    public static readonly string[] Streets =
    [
        "Main Street", "Oak Street", "Maple Avenue", "Washington Avenue", "Broadway", "Park Avenue", "Elm Street", "Second Street", "Third Avenue", "Market Street",
        "Union Street", "Church Street", "Lincoln Avenue", "Franklin Street", "Jefferson Street", "Cherry Street", "River Road", "Center Street", "Highland Avenue", "Grand Avenue",
    ];

    public static string Person(RandomStream random) => $"{random.Pick(First)} {random.Pick(Last)}";
}
