"""Names for invented people, as varied as those who work in the NHS. Given with family, by origin."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """Names that are heard together, and how often."""

    share: int
    given: str
    family: str

    @property
    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Given names and family names."""
        return tuple(self.given.split()), tuple(self.family.split())


PEOPLE = (
    Origin(
        46,
        "Alice Amy Andrew Anna Ben Beth Callum Caroline Catherine Charlotte Chloe Claire Daniel "
        "David Ella Emily Emma Fiona Freya George Grace Hannah Harriet Helen Holly Jack James Jane "
        "Joanna Jonathan Judith Karen Kate Laura Lauren Lewis Lucy Mark Martin Matthew Megan "
        "Michael Molly Natalie Nicola Oliver Patrick Paul Peter Philip Rachel Rebecca Richard "
        "Robert Rosie Ruth Sam Sarah Simon Sophie Stephen Stuart Susan Thomas Tim Tom Victoria Will",
        "Adams Allen Atkinson Bailey Baker Barker Barnes Bell Bennett Booth Bradley Brooks Brown "
        "Burton Butler Carter Chapman Clark Cole Collins Cooper Cox Davies Dawson Dixon Edwards "
        "Ellis Fisher Fletcher Foster Fox Gibson Gray Green Hall Harris Harrison Hart Harvey Holmes "
        "Hughes Hunt Jackson Johnson Jones King Knight Lee Lloyd Marsh Marshall Martin Mason "
        "Matthews Mills Mitchell Moore Morris Owen Palmer Parker Pearson Phillips Powell Price "
        "Reid Reynolds Richards Roberts Robinson Rogers Rose Russell Saunders Shaw Simpson Smith "
        "Spencer Stevens Stone Taylor Thompson Turner Walker Walsh Ward Watson Webb Wells West "
        "White Wilkinson Williams Willis Wilson Wood Wright Young",
    ),
    Origin(
        8,
        "Ailsa Angus Callan Catriona Craig Eilidh Ewan Fraser Gregor Iona Isla Kirsty Lachlan "
        "Mairi Morag Rhona Rory Shona",
        "Buchanan Cameron Campbell Douglas Drummond Forbes Fraser Grant Kerr MacDonald MacKay "
        "MacLeod McGregor McIntyre McKenzie Munro Ross Sinclair Stewart Sutherland",
    ),
    Origin(
        6,
        "Aoife Brendan Caoimhe Cormac Deirdre Declan Eamon Fergal Gráinne Niamh Nuala Oisín "
        "Orla Padraig Róisín Seán Siobhán Sinéad",
        "Byrne Doherty Donnelly Doyle Gallagher Kavanagh Kelly Maguire McCarthy Murphy Nolan "
        "O'Brien O'Connor O'Neill O'Reilly Quinn Ryan Sweeney",
    ),
    Origin(
        5,
        "Aled Angharad Bethan Carys Dafydd Dylan Eleri Emrys Ffion Gareth Gwen Huw Llinos Nia "
        "Owain Rhian Rhys Siân",
        "Bevan Bowen Evans Griffiths Gwilym Jenkins Llewellyn Morgan Parry Pritchard Pugh Rees "
        "Thomas Vaughan",
    ),
    Origin(
        12,
        "Aarav Amit Ananya Anjali Arjun Deepa Divya Kavita Kiran Meera Neha Nikhil Pooja Pradeep "
        "Priya Rahul Rajesh Ravi Rohan Sanjay Shreya Sneha Sunil Sunita Vikram",
        "Banerjee Chatterjee Chaudhary Desai Gupta Iyer Joshi Kapoor Krishnan Kumar Mehta Menon "
        "Mishra Nair Patel Pillai Rao Reddy Shah Sharma Singh Srinivasan Varma",
    ),
    Origin(
        9,
        "Adeel Ahmed Aisha Amina Asma Bilal Farah Fatima Hamza Hassan Imran Khadija Maryam Mariam "
        "Nadia Omar Rashid Saima Sana Tariq Usman Yasmin Yusuf Zainab Zara",
        "Abbasi Ahmed Akhtar Ali Aziz Begum Chowdhury Farouk Hussain Iqbal Islam Khan Mahmood "
        "Malik Miah Qureshi Rahman Rashid Sheikh Siddiqui Uddin Yousaf",
    ),
    Origin(
        7,
        "Abiola Adaeze Amara Ama Chidi Chinwe Ebele Efua Emeka Femi Folake Kwame Kofi Kwabena "
        "Ngozi Nneka Obinna Olu Temitope Tunde Yaa Zanele",
        "Abara Adebayo Adeyemi Agyeman Akintola Asante Boateng Chukwu Dlamini Eze Mensah Mwangi "
        "Ndlovu Nwosu Obi Okafor Okonkwo Oladipo Osei Owusu",
    ),
    Origin(
        4,
        "Chen Hui Jia Jin Lan Li Mei Ming Qing Wei Xiao Yan Ying Yu Zhen",
        "Chan Chen Cheung Huang Lam Lau Leung Li Liu Ng Tang Wang Wong Wu Yang Zhang Zhao Zhou",
    ),
    Origin(
        4,
        "Agnieszka Alicja Andrzej Beata Elena Ewa Ioana Irina Jakub Katarzyna Krzysztof Magdalena "
        "Marek Mihai Piotr Radu Tomasz",
        "Dąbrowski Ionescu Kamiński Kowalczyk Kowalska Lewandowski Nowak Petrov Popescu Radu "
        "Stan Wiśniewski Wójcik Zieliński",
    ),
    Origin(
        3,
        "Ana Antonio Carlos Carmen Chiara Diego Elena Francesca Giulia Inês João José Laura Luca "
        "Marco María Miguel Nuno Paolo Sofia",
        "Alves Bianchi Costa Esposito Fernández Ferreira García López Martínez Moretti Pereira "
        "Ricci Rodríguez Rossi Santos Silva",
    ),
    Origin(
        4,
        "Angelica Arnel Cristina Divina Grace Jerome Joseph Josephine Liza Lourdes Marites Maricel "
        "Noel Rowena",
        "Aquino Bautista Cruz Dela-Cruz Flores Garcia Mendoza Ramos Reyes Santos Torres Villanueva",
    ),
    Origin(
        2,
        "Anastasios Dimitris Eleni Giorgos Katerina Maria Nikos Sofia Aylin Deniz Elif Emre",
        "Georgiou Ioannou Nikolaou Papadopoulos Demir Kaya Yılmaz Öztürk Şahin",
    ),
)
