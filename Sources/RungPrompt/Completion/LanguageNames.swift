// English names of the languages that programmes name most, for the menu (ISO 639-1).

enum LanguageNames {
  /// Empty when the table has none.
  static func name(of tag: String) -> String { names[tag] ?? "" }

  private static let names: [String: String] = Dictionary(
    uniqueKeysWithValues: """
      am Amharic,ar Arabic,az Azerbaijani,be Belarusian,bg Bulgarian,bn Bangla,bs Bosnian,ca Catalan,cs Czech,\
      cy Welsh,da Danish,de German,el Greek,en English,eo Esperanto,es Spanish,et Estonian,eu Basque,fa Persian,\
      fi Finnish,fr French,ga Irish,gl Galician,gu Gujarati,ha Hausa,he Hebrew,hi Hindi,hr Croatian,hu Hungarian,\
      hy Armenian,id Indonesian,ig Igbo,is Icelandic,it Italian,ja Japanese,jv Javanese,ka Georgian,kk Kazakh,\
      km Khmer,kn Kannada,ko Korean,ku Kurdish,ky Kyrgyz,ln Lingala,lo Lao,lt Lithuanian,lv Latvian,mg Malagasy,\
      mi Māori,mk Macedonian,ml Malayalam,mn Mongolian,mr Marathi,ms Malay,my Burmese,nb Norwegian Bokmål,\
      ne Nepali,nl Dutch,nn Norwegian Nynorsk,no Norwegian,om Oromo,or Odia,pa Punjabi,pl Polish,ps Pashto,\
      pt Portuguese,qu Quechua,ro Romanian,ru Russian,rw Kinyarwanda,sa Sanskrit,si Sinhala,sk Slovak,sl Slovenian,\
      so Somali,sq Albanian,sr Serbian,sv Swedish,sw Swahili,ta Tamil,te Telugu,tg Tajik,th Thai,tk Turkmen,\
      tn Tswana,tr Turkish,uk Ukrainian,ur Urdu,uz Uzbek,vi Vietnamese,wo Wolof,xh Xhosa,yo Yoruba,zh Chinese,zu Zulu
      """.split(separator: ",").compactMap { entry in
        let space = entry.firstIndex(of: " ")
        return space.map { (String(entry[..<$0]), String(entry[entry.index(after: $0)...])) }
      })
}
