"""What a package may be: sizes, numbers and sorts of files. docs/reference/scorm.md lists the same."""

MB = 1024 * 1024
ARCHIVE_BYTES = 500 * MB  # the file that is brought
FILES = 10_000
FILE_BYTES = 300 * MB  # one file, unpacked
TOTAL_BYTES = 1500 * MB  # all of them, unpacked
RATIO = 120  # unpacked to packed, once an entry unpacks to more than RATIO_FROM
RATIO_FROM = 5 * MB
MANIFEST_BYTES = 10 * MB
DEPTH = 60  # of elements in a manifest
NAME_CHARACTERS = 400
ITEMS = 2_000

# Run on a server or on a reader's computer; a course needs none of them.
_PROGRAMS = """
exe com scr msi msp dll so dylib bat cmd ps1 psm1 vbs vbe wsf wsh hta war apk app dmg pkg deb rpm
sh bash command cgi pl py pyc rb php php3 php4 php5 php7 php8 phtml phar asp aspx ashx asmx asax
jsp jspx jspf cfm cfc shtml shtm stm htaccess htpasswd lnk reg scf url desktop gadget cpl inf
"""
_ARCHIVES = "zip rar 7z tar gz tgz bz2 xz zst cab iso ace arj lzh z"
PROGRAMS = frozenset(_PROGRAMS.split())
ARCHIVES = frozenset(_ARCHIVES.split())
# Left out and said: Java, which no browser runs any more and old courses still carry, and what
# operating systems and version control leave lying about.
LITTER = ("__MACOSX/", ".git/", ".svn/")
JAVA = frozenset({"jar", "class"})
LITTER_NAMES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})

# What a package keeps in one attempt.
COMMIT_BYTES = 1 * MB
SUSPEND_CHARACTERS = 64_000
LAUNCH_HOURS = 12
