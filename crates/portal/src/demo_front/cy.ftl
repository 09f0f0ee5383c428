demo-about = Arddangosiad yw hwn. Pobl ddychmygol yw pawb ynddo, ac nid oes post yn gadael y peiriant hwn. Pwyswch unwaith i fod yn un o'r bobl isod, a gweld beth y mae eu rôl yn gadael iddynt ei wneud heddiw.
demo-password = I roi cynnig ar y dudalen fewngofnodi ei hun, defnyddiwch gyfeiriad unrhyw un isod a'r cyfrinair hwn:
demo-mail = Darllen y post a fyddai wedi'i anfon
demo-other = Mynd i'r arddangosiad arall: { $name }
demo-who = Dewiswch pwy i fod
demo-sign-in = Mewngofnodi: { $post }
demo-shut = Ni all { $name } fewngofnodi heddiw: mae gwahoddiad yn aros i gael ei dderbyn, nid yw rôl wedi dechrau, neu mae'r un olaf wedi dod i ben. Efallai y bydd post yr arddangosiad yn dweud mwy.
demo-address = Cyfeiriad ar gyfer mewngofnodi: { $address }
