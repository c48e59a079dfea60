namespace BookedBarber.Operations.Demo;

/// <summary>The cities as text: code | name | state | region | latitude | longitude | zone | thousands of people | price level | area code | neighbourhoods.</summary>
/// <remarks>Coordinates are city centres, populations are rounded; price levels are estimates made for the demo.</remarks>
internal static class CityTable
{
    public const string Text =
        """
        NYC|New York|NY|NE|40.7306|-73.9866|E|8258|1.32|212|Harlem,Astoria,Williamsburg,Chelsea,Bay Ridge,Park Slope
        BOS|Boston|MA|NE|42.3601|-71.0589|E|654|1.24|617|Back Bay,South End,Dorchester,Allston
        PHL|Philadelphia|PA|NE|39.9526|-75.1652|E|1551|1.06|215|Fishtown,Old City,Manayunk,Passyunk
        PIT|Pittsburgh|PA|NE|40.4406|-79.9959|E|303|0.96|412|Lawrenceville,Shadyside,Strip District
        BUF|Buffalo|NY|NE|42.8864|-78.8784|E|275|0.93|716|Elmwood,Allentown,Hertel
        PVD|Providence|RI|NE|41.8240|-71.4128|E|191|1.04|401|Federal Hill,Fox Point,Wayland
        HFD|Hartford|CT|NE|41.7658|-72.6734|E|119|1.02|860|West End,Parkville,Downtown
        EWR|Newark|NJ|NE|40.7357|-74.1724|E|305|1.10|973|Ironbound,Forest Hill,Downtown
        BAL|Baltimore|MD|NE|39.2904|-76.6122|E|565|1.02|410|Fells Point,Federal Hill,Hampden
        DCA|Washington|DC|NE|38.9072|-77.0369|E|679|1.25|202|Shaw,Navy Yard,Georgetown,Brookland
        ROC|Rochester|NY|NE|43.1566|-77.6088|E|208|0.93|585|Park Avenue,South Wedge,Corn Hill
        PWM|Portland|ME|NE|43.6591|-70.2568|E|69|1.05|207|Old Port,West End,Munjoy Hill
        RIC|Richmond|VA|SE|37.5407|-77.4360|E|229|0.98|804|Carytown,Church Hill,Scott's Addition
        ORF|Virginia Beach|VA|SE|36.8529|-75.9780|E|454|0.97|757|Oceanfront,Hilltop,Great Neck
        RDU|Raleigh|NC|SE|35.7796|-78.6382|E|482|1.00|919|Glenwood South,North Hills,Five Points
        CLT|Charlotte|NC|SE|35.2271|-80.8431|E|911|1.01|704|South End,NoDa,Plaza Midwood,Dilworth
        CHS|Charleston|SC|SE|32.7765|-79.9311|E|155|1.03|843|King Street,Mount Pleasant,West Ashley
        ATL|Atlanta|GA|SE|33.7490|-84.3880|E|511|1.06|404|Midtown,Buckhead,Decatur,Grant Park
        SAV|Savannah|GA|SE|32.0809|-81.0912|E|148|0.94|912|Starland,Historic District,Southside
        JAX|Jacksonville|FL|SE|30.3322|-81.6557|E|986|0.96|904|Riverside,San Marco,Southside
        MCO|Orlando|FL|SE|28.5384|-81.3789|E|320|1.00|407|Thornton Park,Baldwin Park,Mills 50
        TPA|Tampa|FL|SE|27.9506|-82.4572|E|403|1.01|813|Ybor City,Hyde Park,Seminole Heights
        MIA|Miami|FL|SE|25.7617|-80.1918|E|455|1.18|305|Wynwood,Brickell,Little Havana,Coral Gables
        BHM|Birmingham|AL|SE|33.5186|-86.8104|C|197|0.90|205|Avondale,Five Points South,Homewood
        BNA|Nashville|TN|SE|36.1627|-86.7816|C|687|1.07|615|The Gulch,East Nashville,Germantown,12 South
        MEM|Memphis|TN|SE|35.1495|-90.0490|C|618|0.91|901|Cooper-Young,Midtown,Germantown
        SDF|Louisville|KY|SE|38.2527|-85.7585|E|623|0.94|502|Highlands,NuLu,St. Matthews
        CHI|Chicago|IL|MW|41.8781|-87.6298|C|2665|1.14|312|Wicker Park,Logan Square,Hyde Park,Lakeview,Pilsen
        DTW|Detroit|MI|MW|42.3314|-83.0458|D|633|0.95|313|Corktown,Midtown,Eastern Market
        GRR|Grand Rapids|MI|MW|42.9634|-85.6681|D|197|0.94|616|Eastown,Heartside,Creston
        CLE|Cleveland|OH|MW|41.4993|-81.6944|E|362|0.92|216|Ohio City,Tremont,Lakewood
        CMH|Columbus|OH|MW|39.9612|-82.9988|E|908|0.98|614|Short North,German Village,Clintonville
        CVG|Cincinnati|OH|MW|39.1031|-84.5120|E|311|0.95|513|Over-the-Rhine,Hyde Park,Northside
        IND|Indianapolis|IN|MW|39.7684|-86.1581|I|880|0.95|317|Fountain Square,Broad Ripple,Mass Ave
        MKE|Milwaukee|WI|MW|43.0389|-87.9065|C|563|0.96|414|Third Ward,Bay View,Riverwest
        MSN|Madison|WI|MW|43.0731|-89.4012|C|272|1.00|608|Willy Street,Hilldale,State Street
        MSP|Minneapolis|MN|MW|44.9778|-93.2650|C|426|1.06|612|Northeast,Uptown,North Loop
        DSM|Des Moines|IA|MW|41.5868|-93.6250|C|211|0.93|515|East Village,Beaverdale,Ingersoll
        STL|St. Louis|MO|MW|38.6270|-90.1994|C|287|0.95|314|Central West End,The Hill,Soulard
        MCI|Kansas City|MO|MW|39.0997|-94.5786|C|509|0.96|816|Westport,Crossroads,Brookside
        OMA|Omaha|NE|MW|41.2565|-95.9345|C|485|0.95|402|Old Market,Dundee,Benson
        FSD|Sioux Falls|SD|MW|43.5446|-96.7311|C|202|0.91|605|Downtown,McKennan Park,Western Mall
        DFW|Dallas|TX|SC|32.7767|-96.7970|C|1300|1.05|214|Deep Ellum,Bishop Arts,Uptown,Lower Greenville
        FTW|Fort Worth|TX|SC|32.7555|-97.3308|C|957|0.98|817|Near Southside,Sundance Square,Cultural District
        IAH|Houston|TX|SC|29.7604|-95.3698|C|2303|1.03|713|Montrose,The Heights,EaDo,Midtown,Rice Village
        AUS|Austin|TX|SC|30.2672|-97.7431|C|975|1.12|512|South Congress,East Austin,Mueller,Hyde Park
        SAT|San Antonio|TX|SC|29.4241|-98.4936|C|1473|0.95|210|Southtown,Pearl District,Alamo Heights
        ELP|El Paso|TX|SC|31.7619|-106.4850|M|677|0.87|915|Kern Place,Five Points,Eastside
        OKC|Oklahoma City|OK|SC|35.4676|-97.5164|C|695|0.92|405|Plaza District,Bricktown,Paseo
        TUL|Tulsa|OK|SC|36.1540|-95.9928|C|412|0.91|918|Brookside,Cherry Street,Pearl District
        MSY|New Orleans|LA|SC|29.9511|-90.0715|C|369|1.00|504|Magazine Street,Bywater,Mid-City
        LIT|Little Rock|AR|SC|34.7465|-92.2896|C|203|0.90|501|SoMa,Hillcrest,The Heights
        LAX|Los Angeles|CA|W|34.0522|-118.2437|P|3822|1.27|213|Silver Lake,Echo Park,Culver City,Koreatown,Venice
        SAN|San Diego|CA|W|32.7157|-117.1611|P|1381|1.19|619|North Park,Little Italy,Pacific Beach
        SFO|San Francisco|CA|W|37.7749|-122.4194|P|808|1.38|415|Mission,Hayes Valley,North Beach
        SJC|San Jose|CA|W|37.3382|-121.8863|P|971|1.28|408|Willow Glen,Japantown,Santana Row
        SMF|Sacramento|CA|W|38.5816|-121.4944|P|528|1.08|916|Midtown,Oak Park,East Sacramento
        LAS|Las Vegas|NV|W|36.1699|-115.1398|P|656|1.05|702|The Strip,Arts District,Summerlin
        PHX|Phoenix|AZ|W|33.4484|-112.0740|Z|1644|1.01|602|Roosevelt Row,Arcadia,Melrose
        TUS|Tucson|AZ|W|32.2226|-110.9747|Z|546|0.91|520|Fourth Avenue,Sam Hughes,Catalina
        ABQ|Albuquerque|NM|W|35.0844|-106.6504|M|561|0.90|505|Nob Hill,Old Town,Uptown
        DEN|Denver|CO|W|39.7392|-104.9903|M|713|1.13|303|RiNo,Capitol Hill,Highlands,Baker
        SLC|Salt Lake City|UT|W|40.7608|-111.8910|M|205|1.00|801|Sugar House,The Avenues,9th and 9th
        BOI|Boise|ID|W|43.6150|-116.2023|B|237|0.97|208|Hyde Park,North End,Bown Crossing
        PDX|Portland|OR|W|45.5152|-122.6784|P|635|1.09|503|Alberta,Hawthorne,Pearl District
        SEA|Seattle|WA|W|47.6062|-122.3321|P|749|1.24|206|Capitol Hill,Ballard,Fremont,Columbia City
        HNL|Honolulu|HI|W|21.3069|-157.8583|H|344|1.18|808|Kaimuki,Ala Moana,Kakaako
        GUM|Tamuning|GU|W|13.4877|144.7781|G|170|1.02|671|Tumon,Harmon,Oka
        DDO|Dededo|GU|W|13.5178|144.8391|G|170|0.97|671|Micronesia Mall,Yigo Road,Wusstig
        HGT|Hagatna|GU|W|13.4757|144.7489|G|170|1.00|671|Marine Corps Drive,Agana Heights,Anigua
        SPN|Saipan|MP|W|15.1869|145.7543|N|47|0.99|670|Garapan,Chalan Kanoa,San Jose
        ANC|Anchorage|AK|W|61.2181|-149.9003|A|286|1.08|907|Spenard,Midtown,South Addition
        """;
}
