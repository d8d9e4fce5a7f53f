"""The commonest words of English, and of the languages that learners may slip into."""

from __future__ import annotations

from doorknob.language.classes import CLASSES
from doorknob.language.vocabulary import EMPTY_WORDS

_ENGLISH = """
able accept account add afraid after agree air also amount answer anyone apart app around ask
asked asking away bad bag bank base because become before begin behind believe best better big
bill bit board boat book boss both bother box boy brand break bring broken brother budget build
building business busy buy bye call called calls cancel car card care careful case cash catch
change charge charges cheap cheaper check child children choice choose city class clean clear
close coffee cold company compare complicated computer concern concerned contract cost costs could
country couple course cover crazy crew customer customers cut daily data date daughter deal
decide decided decision delivery demo deposit deserve desk difference different difficult digital
discount done door doubt drive driver early earn easy eat else email end enough even evening every
exactly example excited excuse expect expensive explain extra eyes face fact fair fall family far
farm fast father fear feel feeling few fill final find fine finish first fit five fix floor follow
food forget form free friend friends front full fun funny future game garden gas gave girl give
given glad go gold good great green grow guess guy guys half hand hands happen happened happens
happy hard hate head health hear heard heart heat heavy hello help helps here hey hi hold holiday
home honest hope hot hotel hour hours house huge hundred hurry husband idea imagine important
include information install insurance interested internet issue job join keep key kids kind kitchen
know land language large last late later laugh law lead learn least leave left less let letter
level life light line list listen little live local long lose lost lots love lovely low lucky lunch
machine main man manage manager many market matter maybe meet meeting men mind mine minute minutes
miss mistake moment money monthly morning mother move moved name near nearly need never new news
next nice night noise none normal nothing notice number offer office often old online open option
order other outside owner page paid paper part partner past pay payment pays perfect perfectly
phone pick piece place plan please plenty plus point poor possible power prefer pressure pretty
price probably problem product promise proper public pull push put quality question quick quiet
quite quote rain rate rather read ready reason receive red remember rent rest return right ring
risk road room rubbish run rush safe sale sales salary same save saw say says school screen season
second seen sell send sense serious service set shall share shop short show shut sick side sign
simple since single sister sit site size sleep slow small smart software sold solar son soon sort
sounds speak special spend staff stage stand start started stay step stick still stock stop story
straight street strong student study stuff stupid such suit summer support suppose supplier sure
switch system table take talk tax team tell ten terms test than thank thinking third thought three
ticket tight till tired together told tomorrow tonight took top total touch town train tried
trouble true trust truth try trying turn twice two type understand unit until up upset use used
useful user using usual usually van version visit wait waiting wake walk wall want wanted warm
warranty waste watch water website weekend weight welcome wife win window winter wish woman women
wonder word words work working works world worried worry worse worst worth write wrong yearly
yesterday young amazing awesome absolutely agreed anyway apologies appreciate awful brilliant bro
certainly cheers clearly completely cool correct dear definitely easily especially exciting
fantastic feels finally gone gorgeous gosh haha honestly hmm hm mm mhm hah ha lol oops ouch ugh wow
god bloody damn totally truly understood wonderful yes yo ok no
""".split()

COMMON_ENGLISH: frozenset[str] = (
    frozenset(_ENGLISH)
    | EMPTY_WORDS
    | CLASSES["when"]
    | CLASSES["num"]
    | CLASSES["person"]
    | CLASSES["silly"]
    | CLASSES["lead"]
)

# Small words of languages that learners speak at home, less those that are English words too.
FOREIGN: frozenset[str] = frozenset(
    """
    el la los las un una unos de del que por para con sin es son está esta este muy pero porque como
    qué cómo cuánto usted ustedes yo tú su sus mi nos lo le les se más hoy mañana puede quiere tiene
    gracias hola bueno claro sí ahora necesita comprar precio firmar si
    je tu il elle nous vous ils elles le les des du et est sont pas ne que qui pour avec dans sur ce
    cette mais ou où votre vos notre c'est j'ai d'accord bonjour merci oui besoin voulez peut être
    aujourd'hui prix signer maintenant quoi
    im kostet denn monat ich du er sie wir ihr das die der den dem ein eine einen und oder aber
    nicht mit für von zu ist
    sind haben hat auf dass wenn wie was wo warum bitte danke heute jetzt müssen können brauchen
    guten tag kaufen unterschreiben preis nur noch auch sehr gut
    il lo gli che di da per con non è sono ha hanno questo questa quello perché come cosa grazie
    ciao buongiorno oggi adesso firmare prezzo bisogno deve lei suo sua
    o os um uma do da dos das em no na não é são você vocês obrigado olá hoje agora preço precisa
    comprar isso mas
    ik je jij het een en van niet met voor op dat dit is zijn heeft wij jullie maar waarom hoe wat
    vandaag nu kopen prijs dank
    jest nie to się na z że w i ale jak co dla czy tak proszę dziękuję dzisiaj teraz cena kupić
    pan pani ma musi
    bir ve bu şu için değil ne nasıl neden çok var yok evet hayır şimdi bugün fiyat almak siz sen
    hai nahi kya aap mein ka ki ke ko se aur hain kar karo abhi nahin bhai ji paisa
    yang dan ini itu tidak anda saya untuk dengan apa bisa harga hari sekarang beli kamu harus
    jag är det och inte på som för att har vi ni
    """.split()
)

# Both English and foreign: next to a foreign word they count for neither.
SHARED: frozenset[str] = FOREIGN & frozenset(
    "im is no do die was tag me hat in on to or i a o pan ha as ne he we so an war ma du es".split()
)
