//! Names for invented people, from lists written for this purpose and put together by chance.
//!
//! A real service's list holds names of every length and script, single names, hyphens, apostrophes and small words, so
//! the demonstration does too. Nobody here is anybody.

use super::chance::Chance;
use super::shares::{Ethnicity, Gender};

/// Where a name comes from, with the language spoken at home.
pub(super) struct Heritage {
    pub men: &'static str,
    pub women: &'static str,
    pub families: &'static str,
    /// The first language, where it is seldom English.
    pub language: Option<&'static str>,
    pub country: &'static str,
}

const BRITISH: Heritage = Heritage {
    men: "Aaron,Alfie,Ashton,Bailey,Ben,Bradley,Callum,Cameron,Charlie,Connor,Corey,Dale,Daniel,Dylan,Ethan,Finley,Freddie,George,Harrison,Harvey,Jack,Jake,Jamie,Jayden,Joel,Josh,Jude,Kai,Kieran,Leo,Lewis,Liam,Logan,Luke,Mason,Max,Morgan,Nathan,Noah,Oliver,Oscar,Owen,Reece,Rhys,Riley,Robbie,Rowan,Sam,Taylor,Theo,Toby,Tyler,Will,Zac",
    women: "Abbie,Alice,Amber,Amelia,Beth,Billie,Bryony,Chantelle,Chloe,Courtney,Daisy,Darcey,Demi-Leigh,Eleanor,Ellie-Mae,Emily,Erin,Evie,Faith,Freya,Gemma,Georgia,Grace,Hannah,Hollie,Imogen,Isla,Jade,Jasmine,Jess,Kayleigh,Keira,Kelsey,Lacey,Leah,Lexi,Libby,Lily-Rose,Lola,Lucy,Maddison,Maisie,Megan,Mia,Millie,Niamh,Olivia,Paige,Phoebe,Poppy,Rosie,Ruby,Scarlett,Shannon,Skye,Sophie,Summer,Tia,Willow,Zoe",
    families: "Ackroyd,Airey,Allerton,Ashdown,Askew,Barraclough,Beaumont,Birtwhistle,Blackshaw,Boothroyd,Bramall,Broadbent,Butterfield,Capstick,Clegg,Cockcroft,Crabtree,Dearden,Dewhurst,Eastwood,Entwistle,Fairclough,Farrar,Fawcett,Garside,Gaukroger,Greenhalgh,Haigh,Hainsworth,Hartley-Moss,Helliwell,Hepworth,Hinchliffe,Holroyd,Horsfall,Illingworth,Jagger-Lowe,Kaye,Kershaw,Lockwood,Lumb,Marsden,Mellor,Midgley,Naylor,Nettleton,Oldroyd,O'Dowd,Ogden,O'Hare,Pickersgill,Pogson,Ramsden,Rawnsley,Rushworth,Scholefield,Shackleton-Dee,Sugden,Sutcliffe,Sykes,Tattersall,Thackray,Thornber,Tordoff,Uttley,Varley,Wadsworth,Whiteley,Widdop,Wolstenholme,Wrigley",
    language: None,
    country: "",
};
const PAKISTANI: Heritage = Heritage {
    men: "Adeel,Ahsan,Arslan,Bilal,Daniyal,Faizan,Hamza,Haris,Ibrahim,Junaid,Kashif,Musa,Nabeel,Omar,Qasim,Rizwan,Saad,Shahzaib,Sufyan,Talha,Umair,Usman,Waqas,Yousaf,Zain",
    women: "Aiza,Alina,Aleena,Anum,Areeba,Fatima,Hafsa,Hiba,Humaira,Iqra,Kinza,Laiba,Maham,Mariam,Mehwish,Nimra,Rabia,Rida,Sadia,Saira,Sumaira,Tayyaba,Zara,Zoya",
    families: "Abbasi,Akhtar,Aslam,Awan,Bashir,Bhatti,Chaudhry,Dar,Ghafoor,Gul,Hanif,Iqbal,Javed,Kausar-Mir,Latif,Mahmood,Mirza,Nawaz,Pervaiz,Qureshi,Rafiq,Saleem,Shafiq,Sharif,Tariq,Yaqoob,Zaman",
    language: Some("Urdu"),
    country: "Pakistan",
};
const BANGLADESHI: Heritage = Heritage {
    men: "Abdul,Ashraful,Fahim,Imtiaz,Jubair,Mahfuz,Nahid,Rafi,Rakib,Shakil,Tanvir",
    women: "Afsana,Farzana,Jannat,Mahmuda,Nusrat,Rumana,Sabina,Shirin,Tahmina",
    families: "Ahmed-Roy,Begum,Chowdhury,Haque,Hossain,Islam,Mia,Rahman,Sarkar,Talukdar,Uddin",
    language: Some("Sylheti"),
    country: "Bangladesh",
};
const INDIAN: Heritage = Heritage {
    men: "Arjun,Gurpreet,Harjit,Karan,Manav,Nikhil,Rohan,Tejinder,Vivek",
    women: "Anjali,Divya,Harleen,Jaspreet,Kavya,Meera,Nisha,Pooja,Simran",
    families: "Bains,Chauhan,Dhillon,Gill-Sandhu,Joshi,Kaur,Mistry,Patel-Rao,Sidhu,Solanki",
    language: Some("Punjabi"),
    country: "India",
};
const ERITREAN: Heritage = Heritage {
    men: "Abel,Awet,Biniam,Dawit,Ermias,Filmon,Henok,Kibrom,Merhawi,Natnael,Robel,Samiel,Yonas,Zerai",
    women: "Abrehet,Almaz,Bisrat,Eden,Feven,Helen,Luwam,Mihret,Rahwa,Saba,Selam,Semhar",
    families: "Abraha,Berhane,Fessehaye,Gebremedhin,Habte,Hagos,Kidane,Mebrahtu,Negash,Okbay,Tekle,Tesfay,Weldu,Woldemichael",
    language: Some("Tigrinya"),
    country: "Eritrea",
};
const SUDANESE: Heritage = Heritage {
    men: "Abakar,Adam,Bakri,Haroun,Idris,Ismail,Khamis,Mubarak,Mustafa,Salih,Yasir",
    women: "Amna,Hawa,Izdihar,Mawahib,Rania,Salma,Tahani",
    families: "Abdallah,Adam Issa,Bashir Omer,Eltayeb,Haroun,Ishag,Khater,Mahamat,Osman,Suleiman,Yagoub",
    language: Some("Sudanese Arabic"),
    country: "Sudan",
};
const WEST_AFRICAN: Heritage = Heritage {
    men: "Ayodele,Chidi,Ebuka,Emeka,Femi,Kofi,Kwabena,Obinna,Olumide,Sekou,Tobi,Yaw",
    women: "Abena,Adaeze,Adjoa,Akosua,Chiamaka,Folake,Ifeoma,Ngozi,Oluwaseun,Temitope,Yewande",
    families: "Adebayo-Cole,Adjei,Afolabi,Asante,Boateng,Chukwuemeka,Danso,Ezenwa,Mensah,Nwachukwu,Ogunleye,Okafor-Bright,Olatunji,Owusu,Quaye",
    language: None,
    country: "Nigeria",
};
const CARIBBEAN: Heritage = Heritage {
    men: "Andre,Damari,Delroy,Isaiah,Jahmal,Jermaine,Kemar,Malachi,Marlon,Nathaniel,Romaine,Tyrell",
    women: "Aaliyah,Amara,Destiny,Janelle,Kadisha,Kiara,Nevaeh,Renée,Shanice,Tanisha,Zhané",
    families: "Bailey-Reid,Blackwood,Campbell-Dean,Clarke-Osei,Dacosta,Facey,Francis-Lee,Gayle,Grant-Bell,Hibbert,Lindo,McCalla,Pinnock,Reid-Moore,Samuels",
    language: None,
    country: "",
};
const ROMA: Heritage = Heritage {
    men: "Dávid,Dominik,Erik,Igor,Ján,Kevin,Marek,Milan,Roman,Tomáš,Vladko",
    women: "Denisa,Erika,Ivana,Kristína,Laura,Monika,Nikola,Renáta,Sabína,Vanesa",
    families: "Balogh,Bandy,Čonka,Dunka,Farkaš,Gabčo,Horváthová,Kroka,Lacko,Mirga,Oláh,Pecha,Rác,Tulej",
    language: Some("Romani"),
    country: "Slovakia",
};
const CENTRAL_EUROPEAN: Heritage = Heritage {
    men: "Bartosz,Bence,Dawid,Filip,Jakub,Kacper,Krzysztof,Łukasz,Máté,Mateusz,Oskar,Patrik,Szymon,Zsolt",
    women: "Agnieszka,Boglárka,Eszter,Julia,Karolina,Kinga,Magdalena,Natália,Oliwia,Wiktoria,Zofia,Zuzanna",
    families: "Bednarz,Błaszczyk,Czerwiński,Dąbek,Fekete,Gajdoš,Hudák,Kiss-Varga,Kowalik,Krzyżanowska,Łoś,Novotný,Pietrzyk,Szczepańska,Świątek-Dudek,Wójcik,Żak",
    language: Some("Polish"),
    country: "Poland",
};
const TRAVELLER: Heritage = Heritage {
    men: "Francie,Jimmy-Joe,Martin,Miley,Paddy,Simey",
    women: "Bridie,Kathleen,Mary-Ann,Nan,Shaneen,Winnie",
    families: "Cash-Ward,Connors,Delaney,Maughan,McDonagh,O'Driscoll,O'Leary,Quilligan",
    language: None,
    country: "",
};
const AFGHAN: Heritage = Heritage {
    men: "Ahmadullah,Esmatullah,Farhad,Gulab,Hamid,Jawad,Khalil,Mirwais,Najib,Omid,Rahmat,Sajad,Wahid,Zabihullah",
    women: "Arezo,Farida,Hosna,Laila,Nargis,Parwana,Shabnam,Zohra",
    families: "Ahmadzai,Amiri,Ghulami,Hotak,Mangal,Nazari,Noorzai,Rahimi-Shah,Safi,Stanekzai,Wardak,Zadran",
    language: Some("Dari"),
    country: "Afghanistan",
};
const VIETNAMESE: Heritage = Heritage {
    men: "Anh Tuấn,Đức,Hải,Minh Khôi,Quang,Thành,Văn Long",
    women: "Bích Ngọc,Hương,Lan Anh,Mai,Phương,Thảo,Thùy Linh",
    families: "Bùi,Đặng,Đỗ,Lê,Ngô,Nguyễn,Phạm,Trần,Võ",
    language: Some("Vietnamese"),
    country: "Vietnam",
};
const KURDISH: Heritage = Heritage {
    men: "Aram,Azad,Barzan,Diyar,Hiwa,Karwan,Rebin,Rekar,Sherwan,Soran,Zana",
    women: "Avin,Bahar,Dilnaz,Gulistan,Hana,Narin,Rojin,Shilan",
    families: "Abdulqadir,Ali Hama,Amin Rashid,Barzinji,Hamad,Hussein Mahmud,Kareem,Mawlud,Rasul,Salih Omar",
    language: Some("Kurdish Sorani"),
    country: "Iraq",
};
const IRANIAN: Heritage = Heritage {
    men: "Amirhossein,Arash,Behrouz,Danial,Kaveh,Navid,Pouya,Siavash",
    women: "Azadeh,Elham,Golnaz,Mahsa,Niloufar,Parisa,Setareh",
    families: "Ahmadi Nejad-Far,Bahrami,Daneshvar,Farrokhi,Karimi,Moradi,Rostami,Sharifi,Tehrani",
    language: Some("Farsi"),
    country: "Iran",
};
const ALBANIAN: Heritage = Heritage {
    men: "Albi,Ardit,Bledar,Elvis,Endrit,Florian,Klajdi,Rigers",
    women: "Arta,Besjana,Drita,Elira,Gresa,Teuta",
    families: "Bardhi,Çela,Dervishi,Gjoka,Hoxhaj,Kola,Leka,Murati,Prifti,Shehu",
    language: Some("Albanian"),
    country: "Albania",
};
const PORTUGUESE: Heritage = Heritage {
    men: "Afonso,Diogo,João Pedro,Rúben,Tiago",
    women: "Beatriz,Inês,Leonor,Maria da Conceição,Matilde",
    families: "de Jesus Semedo,dos Santos Tavares,Fernandes Albuquerque da Costa,Gonçalves,Monteiro,Varela",
    language: Some("Portuguese"),
    country: "",
};

/// Where somebody's name comes from. Those who came alone come from fewer places.
pub(super) fn heritage(ethnicity: Ethnicity, separated: bool, chance: &mut Chance) -> &'static Heritage {
    use Ethnicity as E;
    let among: &[(u32, &'static Heritage)] = match (ethnicity, separated) {
        (E::African | E::AnotherBlack, true) => &[(6, &ERITREAN), (5, &SUDANESE)],
        (E::AnotherAsian, true) => &[(5, &AFGHAN), (3, &VIETNAMESE)],
        (_, true) => &[(4, &KURDISH), (3, &IRANIAN), (3, &AFGHAN), (2, &ALBANIAN)],
        (E::WhiteBritish | E::NotAskedYet, _) => &[(1, &BRITISH)],
        (E::Pakistani, _) => &[(1, &PAKISTANI)],
        (E::Bangladeshi, _) => &[(1, &BANGLADESHI)],
        (E::Indian, _) => &[(1, &INDIAN)],
        (E::WhiteAndAsian, _) => &[(3, &BRITISH), (2, &PAKISTANI), (1, &INDIAN)],
        (E::WhiteAndCaribbean, _) => &[(2, &BRITISH), (3, &CARIBBEAN)],
        (E::WhiteAndAfrican, _) => &[(1, &BRITISH), (2, &WEST_AFRICAN)],
        (E::AnotherMixed, _) => &[(2, &BRITISH), (1, &PORTUGUESE), (1, &CARIBBEAN)],
        (E::African, _) => &[(3, &WEST_AFRICAN), (1, &ERITREAN), (1, &SUDANESE)],
        (E::AnotherBlack, _) => &[(1, &WEST_AFRICAN), (1, &PORTUGUESE)],
        (E::Caribbean, _) => &[(1, &CARIBBEAN)],
        (E::Roma, _) => &[(1, &ROMA)],
        (E::CentralEuropean, _) => &[(4, &CENTRAL_EUROPEAN), (1, &PORTUGUESE)],
        (E::IrishTraveller, _) => &[(1, &TRAVELLER)],
        (E::AnotherAsian, _) => &[(2, &AFGHAN), (2, &VIETNAMESE), (1, &PAKISTANI)],
        (E::AnotherGroup, _) => &[(3, &KURDISH), (2, &IRANIAN), (2, &ALBANIAN), (1, &SUDANESE)],
    };
    chance.weighed(among)
}

/// A name as the law has it and as its bearer likes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub legal: String,
    pub preferred: String,
}

pub(super) fn name(from: &Heritage, gender: Gender, chance: &mut Chance) -> Name {
    let first = one_of(if gender == Gender::Female { from.women } else { from.men }, chance);
    let family = one_of(from.families, chance);
    let single = from.language == Some("Dari") && chance.in_100(20);
    let legal = if single { first.to_owned() } else { format!("{first} {family}") };
    let preferred = match short(first).filter(|_| chance.in_100(30)) {
        Some(short) => format!("{short} {family}"),
        None => legal.clone(),
    };
    let legal =
        if chance.in_100(35) && from.country.is_empty() { with_middle(from, gender, &legal, chance) } else { legal };
    Name { legal, preferred }
}

fn one_of(list: &'static str, chance: &mut Chance) -> &'static str {
    let all: Vec<&str> = list.split(',').collect();
    chance.pick(&all)
}

fn with_middle(from: &Heritage, gender: Gender, legal: &str, chance: &mut Chance) -> String {
    let middle = one_of(if gender == Gender::Female { from.women } else { from.men }, chance);
    match legal.split_once(' ') {
        Some((first, rest)) if middle != first => format!("{first} {middle} {rest}"),
        _ => legal.to_owned(),
    }
}

/// What friends make of a first name.
fn short(first: &str) -> Option<&'static str> {
    const SHORT: &[(&str, &str)] = &[
        ("Abbie", "Abs"),
        ("Amelia", "Millie"),
        ("Bradley", "Brad"),
        ("Cameron", "Cam"),
        ("Charlie", "Chaz"),
        ("Daniel", "Danny"),
        ("Eleanor", "Nell"),
        ("Emily", "Em"),
        ("Francie", "Fran"),
        ("Georgia", "Georgie"),
        ("Harrison", "Harry"),
        ("Ibrahim", "Ibz"),
        ("Imogen", "Immy"),
        ("Jasmine", "Jaz"),
        ("Krzysztof", "Krzyś"),
        ("Maddison", "Maddy"),
        ("Mateusz", "Mati"),
        ("Megan", "Meg"),
        ("Muhammad", "Mo"),
        ("Nathaniel", "Nate"),
        ("Oliver", "Ollie"),
        ("Olivia", "Liv"),
        ("Oluwaseun", "Seun"),
        ("Phoebe", "Phoebs"),
        ("Samiel", "Sami"),
        ("Tomáš", "Tomi"),
        ("Wiktoria", "Wika"),
        ("Zabihullah", "Zabi"),
        ("Zuzanna", "Zuza"),
    ];
    SHORT.iter().find(|(long, _)| *long == first).map(|(_, short)| *short)
}

/// A name for the staff list, whatever its bearer's background.
pub(super) fn of_staff(chance: &mut Chance) -> (String, String) {
    let from = chance.weighed(&[
        (60, &BRITISH),
        (15, &PAKISTANI),
        (6, &WEST_AFRICAN),
        (6, &CARIBBEAN),
        (5, &INDIAN),
        (5, &CENTRAL_EUROPEAN),
        (3, &TRAVELLER),
    ]);
    let first = one_of(if chance.in_100(70) { from.women } else { from.men }, chance);
    (first.to_owned(), format!("{first} {}", one_of(from.families, chance)))
}
