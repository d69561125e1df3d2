// The currencies of ISO 4217 with their minor units.

/// A currency of ISO 4217: current codes and funds codes that have a minor unit. Metals, bond-market units,
/// special drawing rights and test codes have none and are not money that a programme pays.
package struct Currency: Hashable, Sendable {
  /// The three letters as one number in base 26: sorts as the code does, and finds its digits in one step.
  private let packed: UInt16

  /// Nil when `code` is not three capital letters of a current code.
  package init?(code: some StringProtocol) {
    var letters = code.utf8.makeIterator()
    guard let first = letters.next(), let second = letters.next(), let third = letters.next(),
      letters.next() == nil
    else { return nil }
    self.init(first, second, third)
  }

  /// The same from bytes, for the lexer's tokens.
  package init?(code: UnsafeBufferPointer<UInt8>) {
    guard code.count == 3 else { return nil }
    self.init(code[0], code[1], code[2])
  }

  private init?(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    guard let number = Self.pack(first, second, third),
      CurrencyTable.digits[number] != CurrencyTable.noCurrency
    else { return nil }
    packed = UInt16(number)
  }

  package var code: String {
    let number = Int(packed)
    let letters = [number / 676, number / 26 % 26, number % 26].map { UInt8(0x41 + $0) }
    return String(decoding: letters, as: UTF8.self)
  }

  /// Digits of the smallest unit that is paid: 2 for EUR, 0 for JPY, 3 for KWD.
  package var minorDigits: Int { Int(CurrencyTable.digits[Int(packed)]) }

  /// The English name of the standard. O(number of currencies).
  package var name: String {
    CurrencyTable.rows.first { $0.hasPrefix(code) }.map { String($0.dropFirst(4)) } ?? code
  }

  /// All currencies, by code.
  package static let all: [Currency] = CurrencyTable.rows.compactMap { Currency(code: $0.prefix(3)) }

  /// The code that took the place of one withdrawn since 2015, for a hint: `HRK` gives EUR.
  package static func successor(ofWithdrawn code: some StringProtocol) -> Currency? {
    let pair = CurrencyTable.withdrawn.first { $0.0.utf8.elementsEqual(code.utf8) }
    return pair.flatMap { Currency(code: $0.1) }
  }

  fileprivate static func pack(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Int? {
    let letters: ClosedRange<UInt8> = 0x41...0x5A
    guard letters.contains(first), letters.contains(second), letters.contains(third) else { return nil }
    return (Int(first - 0x41) * 26 + Int(second - 0x41)) * 26 + Int(third - 0x41)
  }
}

extension Currency: Comparable {
  package static func < (left: Currency, right: Currency) -> Bool { left.packed < right.packed }
}

extension Currency: CustomStringConvertible {
  package var description: String { code }
}

private enum CurrencyTable {
  static let noCurrency: UInt8 = 255

  /// Code, digits of the minor unit, name: ISO 4217 list one as published on 2026-01-01.
  static let rows: [Substring] = text.split(separator: "\n")

  /// Digits by packed code; 17.6 kB, built on first use.
  static let digits: [UInt8] = {
    var digits = [UInt8](repeating: noCurrency, count: 26 * 26 * 26)
    for row in rows {
      let bytes = Array(row.utf8.prefix(4))
      if let number = Currency.pack(bytes[0], bytes[1], bytes[2]) { digits[number] = bytes[3] - 0x30 }
    }
    return digits
  }()

  static let withdrawn: [(String, String)] = [
    ("ANG", "XCG"), ("BGN", "EUR"), ("BYR", "BYN"), ("CUC", "CUP"), ("HRK", "EUR"), ("LTL", "EUR"),
    ("MRO", "MRU"), ("SLL", "SLE"), ("STD", "STN"), ("VEF", "VES"), ("ZWL", "ZWG"),
  ]

  static let text = """
    AED2UAE Dirham
    AFN2Afghani
    ALL2Lek
    AMD2Armenian Dram
    AOA2Kwanza
    ARS2Argentine Peso
    AUD2Australian Dollar
    AWG2Aruban Florin
    AZN2Azerbaijan Manat
    BAM2Convertible Mark
    BBD2Barbados Dollar
    BDT2Taka
    BHD3Bahraini Dinar
    BIF0Burundi Franc
    BMD2Bermudian Dollar
    BND2Brunei Dollar
    BOB2Boliviano
    BOV2Mvdol
    BRL2Brazilian Real
    BSD2Bahamian Dollar
    BTN2Ngultrum
    BWP2Pula
    BYN2Belarusian Ruble
    BZD2Belize Dollar
    CAD2Canadian Dollar
    CDF2Congolese Franc
    CHE2WIR Euro
    CHF2Swiss Franc
    CHW2WIR Franc
    CLF4Unidad de Fomento
    CLP0Chilean Peso
    CNY2Yuan Renminbi
    COP2Colombian Peso
    COU2Unidad de Valor Real
    CRC2Costa Rican Colon
    CUP2Cuban Peso
    CVE2Cabo Verde Escudo
    CZK2Czech Koruna
    DJF0Djibouti Franc
    DKK2Danish Krone
    DOP2Dominican Peso
    DZD2Algerian Dinar
    EGP2Egyptian Pound
    ERN2Nakfa
    ETB2Ethiopian Birr
    EUR2Euro
    FJD2Fiji Dollar
    FKP2Falkland Islands Pound
    GBP2Pound Sterling
    GEL2Lari
    GHS2Ghana Cedi
    GIP2Gibraltar Pound
    GMD2Dalasi
    GNF0Guinean Franc
    GTQ2Quetzal
    GYD2Guyana Dollar
    HKD2Hong Kong Dollar
    HNL2Lempira
    HTG2Gourde
    HUF2Forint
    IDR2Rupiah
    ILS2New Israeli Sheqel
    INR2Indian Rupee
    IQD3Iraqi Dinar
    IRR2Iranian Rial
    ISK0Iceland Krona
    JMD2Jamaican Dollar
    JOD3Jordanian Dinar
    JPY0Yen
    KES2Kenyan Shilling
    KGS2Som
    KHR2Riel
    KMF0Comorian Franc
    KPW2North Korean Won
    KRW0Won
    KWD3Kuwaiti Dinar
    KYD2Cayman Islands Dollar
    KZT2Tenge
    LAK2Lao Kip
    LBP2Lebanese Pound
    LKR2Sri Lanka Rupee
    LRD2Liberian Dollar
    LSL2Loti
    LYD3Libyan Dinar
    MAD2Moroccan Dirham
    MDL2Moldovan Leu
    MGA2Malagasy Ariary
    MKD2Denar
    MMK2Kyat
    MNT2Tugrik
    MOP2Pataca
    MRU2Ouguiya
    MUR2Mauritius Rupee
    MVR2Rufiyaa
    MWK2Malawi Kwacha
    MXN2Mexican Peso
    MXV2Mexican Unidad de Inversion
    MYR2Malaysian Ringgit
    MZN2Mozambique Metical
    NAD2Namibia Dollar
    NGN2Naira
    NIO2Cordoba Oro
    NOK2Norwegian Krone
    NPR2Nepalese Rupee
    NZD2New Zealand Dollar
    OMR3Rial Omani
    PAB2Balboa
    PEN2Sol
    PGK2Kina
    PHP2Philippine Peso
    PKR2Pakistan Rupee
    PLN2Zloty
    PYG0Guarani
    QAR2Qatari Rial
    RON2Romanian Leu
    RSD2Serbian Dinar
    RUB2Russian Ruble
    RWF0Rwanda Franc
    SAR2Saudi Riyal
    SBD2Solomon Islands Dollar
    SCR2Seychelles Rupee
    SDG2Sudanese Pound
    SEK2Swedish Krona
    SGD2Singapore Dollar
    SHP2Saint Helena Pound
    SLE2Leone
    SOS2Somali Shilling
    SRD2Surinam Dollar
    SSP2South Sudanese Pound
    STN2Dobra
    SVC2El Salvador Colon
    SYP2Syrian Pound
    SZL2Lilangeni
    THB2Baht
    TJS2Somoni
    TMT2Turkmenistan New Manat
    TND3Tunisian Dinar
    TOP2Pa'anga
    TRY2Turkish Lira
    TTD2Trinidad and Tobago Dollar
    TWD2New Taiwan Dollar
    TZS2Tanzanian Shilling
    UAH2Hryvnia
    UGX0Uganda Shilling
    USD2US Dollar
    USN2US Dollar (Next day)
    UYI0Uruguay Peso en Unidades Indexadas
    UYU2Peso Uruguayo
    UYW4Unidad Previsional
    UZS2Uzbekistan Sum
    VED2Bolívar Digital
    VES2Bolívar Soberano
    VND0Dong
    VUV0Vatu
    WST2Tala
    XAD2Arab Accounting Dinar
    XAF0CFA Franc BEAC
    XCD2East Caribbean Dollar
    XCG2Caribbean Guilder
    XOF0CFA Franc BCEAO
    XPF0CFP Franc
    YER2Yemeni Rial
    ZAR2Rand
    ZMW2Zambian Kwacha
    ZWG2Zimbabwe Gold
    """
}
